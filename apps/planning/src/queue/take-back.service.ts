import { Injectable } from '@nestjs/common';
import { type Actor, DomainError, type planning } from '@ouderportaal/contracts';
import type { Tx } from '@ouderportaal/database';
import { ChangeBroadcast } from '@ouderportaal/service';
import { type BookingRow, concernedBy } from '../care-requests/booking.rules.js';
import { BookingsRepository } from '../care-requests/bookings.repository.js';
import { CareRequestReader } from '../care-requests/care-request-reader.js';
import { CareRequestsRepository } from '../care-requests/care-requests.repository.js';
import { DecisionAnnouncementsRepository } from '../care-requests/decision-announcements.repository.js';
import { takenBack } from '../care-requests/take-back.rules.js';
import { PeopleRepository } from '../copies/people.repository.js';
import { GroupDaysService } from '../occupancy/group-days.service.js';
import { countsOf, isStorable } from './places.rules.js';
import { SlotsRepository } from './slots.repository.js';

@Injectable()
export class TakeBackService {
  constructor(
    private readonly requests: CareRequestsRepository,
    private readonly bookings: BookingsRepository,
    private readonly announcements: DecisionAnnouncementsRepository,
    private readonly slots: SlotsRepository,
    private readonly people: PeopleRepository,
    private readonly groupDays: GroupDaysService,
    private readonly reader: CareRequestReader,
    private readonly live: ChangeBroadcast,
  ) {}

  /**
   * Lets decided bookings wait again, all or none, and frees the places that they took. Locks in the
   * order of `decide`: the request, then the places.
   */
  async takeBack(
    tx: Tx,
    actor: Actor,
    requestId: string,
    bookingIds: readonly string[],
  ): Promise<planning.CareRequestView> {
    const groups = await this.people.groupsOf(tx, actor);
    const isMine = new Set(groups.map(({ groupId }) => groupId));
    await this.requests.lock(tx, requestId);
    const all = await this.bookings.ofRequests(tx, [requestId]);
    const mine = all.filter(({ groupId }) => isMine.has(groupId));
    if (mine.length === 0) throw new DomainError('not-found');
    const [request, context] = await Promise.all([
      this.requests.get(tx, requestId),
      this.reader.context(tx),
    ]);
    const facts = { ...context, ...(await this.reader.takeBackFacts(tx, request)) };
    const taken = takenBack({ ...facts, bookingIds, mine, all, asWhole: request.asWhole });
    await this.bookings.reopen(
      tx,
      taken.map(({ bookingId }) => bookingId),
    );
    await this.announcements.cancel(tx, requestId);
    await this.requests.reopen(tx, requestId);
    const approved = taken.filter(({ status }) => status === 'approved');
    if (approved.length > 0) await this.recount(tx, groups, approved, context.policy);
    this.live.changed(tx, concernedBy(all));
    return this.reader.forStaff(tx, actor, requestId);
  }

  private async recount(
    tx: Tx,
    groups: readonly planning.GroupName[],
    bookings: readonly BookingRow[],
    policy: planning.PlanningPolicy,
  ): Promise<void> {
    await this.slots.lockGroupDays(tx, bookings);
    const isConcerned = new Set(bookings.map(({ groupId }) => groupId));
    const input = await this.groupDays.load(
      tx,
      groups.filter(({ groupId }) => isConcerned.has(groupId)),
      bookings.map(({ on }) => on),
      policy,
    );
    await this.slots.record(tx, countsOf(input, bookings).filter(isStorable));
  }
}
