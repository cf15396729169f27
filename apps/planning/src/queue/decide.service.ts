import { Injectable } from '@nestjs/common';
import { type Actor, DomainError, type planning } from '@ouderportaal/contracts';
import type { Tx } from '@ouderportaal/database';
import { Clock } from '@ouderportaal/kernel';
import { PeopleRepository } from '../copies/people.repository.js';
import type { BookingRow } from '../care-requests/booking.rules.js';
import { BookingsRepository } from '../care-requests/bookings.repository.js';
import { CareRequestsRepository } from '../care-requests/care-requests.repository.js';
import { ClosingService } from '../care-requests/closing.service.js';
import { CareRequestReader } from '../care-requests/care-request-reader.js';
import { ApprovalService, approvalOf } from './approval.service.js';
import { assertDecidable } from './decisions.rules.js';
import { isStorable } from './places.rules.js';
import { SlotsRepository } from './slots.repository.js';

@Injectable()
export class DecideService {
  constructor(
    private readonly requests: CareRequestsRepository,
    private readonly bookings: BookingsRepository,
    private readonly slots: SlotsRepository,
    private readonly people: PeopleRepository,
    private readonly approvals: ApprovalService,
    private readonly reader: CareRequestReader,
    private readonly closing: ClosingService,
    private readonly clock: Clock,
  ) {}

  /**
   * Takes all decisions or none (R110–R112). The request is locked first, then the places in one
   * order for everybody, so that two who decide at once neither wait for ever nor give a place twice.
   */
  async decide(
    tx: Tx,
    actor: Actor,
    requestId: string,
    decisions: readonly planning.Decision[],
  ): Promise<planning.CareRequestView> {
    const groups = await this.people.groupsOf(tx, actor);
    const isMine = new Set(groups.map(({ groupId }) => groupId));
    await this.requests.lock(tx, requestId);
    const all = await this.bookings.ofRequests(tx, [requestId]);
    const mine = all.filter(({ groupId }) => isMine.has(groupId));
    if (mine.length === 0) throw new DomainError('not-found');
    const { asWhole } = await this.requests.get(tx, requestId);
    const { today, policy } = await this.reader.context(tx);
    assertDecidable({ decisions, mine, all, asWhole, today });
    const approved = approvedOf(decisions, mine);
    if (approved.length > 0) await this.approve(tx, groups, approved, policy);
    await this.bookings.decide(tx, decisions, { employeeId: actor.personId, at: this.clock.now() });
    await this.closing.closedByPeople(tx, requestId, policy);
    return this.reader.forStaff(tx, actor, requestId);
  }

  /** @throws the first thing that stands in the way as things are now; see `Obstacle` */
  private async approve(
    tx: Tx,
    groups: readonly planning.GroupName[],
    approved: readonly BookingRow[],
    policy: planning.PlanningPolicy,
  ): Promise<void> {
    await this.slots.lockGroupDays(tx, approved);
    const facts = await this.approvals.load(tx, groups, approved, policy);
    const { obstacles, places } = approvalOf(facts, approved);
    for (const { bookingId, on } of approved) {
      const obstacle = obstacles.get(bookingId);
      if (obstacle) throw new DomainError(obstacle, { on });
    }
    await this.slots.record(tx, places.counts.filter(isStorable));
  }
}

function approvedOf(
  decisions: readonly planning.Decision[],
  mine: readonly BookingRow[],
): BookingRow[] {
  const ids = new Set(
    decisions.filter(({ outcome }) => outcome === 'approved').map(({ bookingId }) => bookingId),
  );
  return mine.filter(({ bookingId }) => ids.has(bookingId));
}
