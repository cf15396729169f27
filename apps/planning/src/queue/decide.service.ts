import { Injectable } from '@nestjs/common';
import { type Actor, DomainError, type planning } from '@ouderportaal/contracts';
import type { Tx } from '@ouderportaal/database';
import { Clock } from '@ouderportaal/kernel';
import { PeopleRepository } from '../copies/people.repository.js';
import { GroupDaysService } from '../occupancy/group-days.service.js';
import type { BookingRow } from '../care-requests/booking-row.js';
import { BookingsRepository } from '../care-requests/bookings.repository.js';
import { CareRequestsRepository } from '../care-requests/care-requests.repository.js';
import { ClosingService } from '../care-requests/closing.service.js';
import { CareRequestReader } from '../care-requests/care-request-reader.js';
import { assertDecidable } from './decisions.rules.js';
import { isStorable, placesAfter, type PlacesOutcome } from './places.rules.js';
import { SlotsRepository } from './slots.repository.js';

@Injectable()
export class DecideService {
  constructor(
    private readonly requests: CareRequestsRepository,
    private readonly bookings: BookingsRepository,
    private readonly slots: SlotsRepository,
    private readonly people: PeopleRepository,
    private readonly groupDays: GroupDaysService,
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
    const mine = all.filter(({ group_id }) => isMine.has(group_id));
    if (mine.length === 0) throw new DomainError('not-found');
    const { asWhole } = await this.requests.get(tx, requestId);
    const { today, policy } = await this.reader.context(tx);
    assertDecidable({ decisions, mine, all, asWhole, today });
    const approved = approvedOf(decisions, mine);
    if (approved.length > 0) {
      await this.slots.lockGroupDays(
        tx,
        approved.map(({ group_id, care_on }) => ({ groupId: group_id, on: care_on })),
      );
      const isFilled = new Set(approved.map(({ group_id }) => group_id));
      const input = await this.groupDays.load(
        tx,
        groups.filter(({ groupId }) => isFilled.has(groupId)),
        approved.map(({ care_on }) => care_on),
        policy,
      );
      await this.takePlaces(tx, placesAfter(input, approved.map(toGroupBooking)));
    }
    await this.bookings.decide(tx, decisions, { employeeId: actor.personId, at: this.clock.now() });
    await this.closing.closeWhereDone(tx, [requestId], 'people');
    return this.reader.forStaff(tx, actor, requestId);
  }

  private async takePlaces(tx: Tx, { full: [full], counts }: PlacesOutcome): Promise<void> {
    if (full) throw new DomainError('no-place-left', { on: full.on });
    await this.slots.record(tx, counts.filter(isStorable));
  }
}

function approvedOf(
  decisions: readonly planning.Decision[],
  mine: readonly BookingRow[],
): BookingRow[] {
  const ids = new Set(
    decisions.filter(({ outcome }) => outcome === 'approved').map(({ bookingId }) => bookingId),
  );
  return mine.filter(({ id }) => ids.has(id));
}

function toGroupBooking(row: BookingRow) {
  return {
    groupId: row.group_id,
    childId: row.child_id,
    on: row.care_on,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
  };
}
