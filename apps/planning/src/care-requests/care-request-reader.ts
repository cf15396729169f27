import { Injectable } from '@nestjs/common';
import {
  type Actor,
  DomainError,
  Id,
  type Input,
  type Output,
  type planning,
} from '@ouderportaal/contracts';
import { readCursor, toPage, type ReadTx } from '@ouderportaal/database';
import { Clock } from '@ouderportaal/kernel';
import { PeopleRepository } from '../copies/people.repository.js';
import { PoliciesRepository } from '../policies/policies.repository.js';
import type { BookingRow } from './booking.rules.js';
import { BookingsRepository } from './bookings.repository.js';
import type { CareRequest } from './care-request.entity.js';
import { CareRequestsRepository } from './care-requests.repository.js';
import { toBookingView, toRequestView, type ViewContext } from './care-requests.views.js';
import { DecisionAnnouncementsRepository } from './decision-announcements.repository.js';
import { type TakeBackFacts, takeBackSeconds } from './take-back.rules.js';

/** Shows requests to those who may see them, and only what they may see of them. */
@Injectable()
export class CareRequestReader {
  constructor(
    private readonly requests: CareRequestsRepository,
    private readonly bookings: BookingsRepository,
    private readonly policies: PoliciesRepository,
    private readonly people: PeopleRepository,
    private readonly announcements: DecisionAnnouncementsRepository,
    private readonly clock: Clock,
  ) {}

  async context(tx: ReadTx): Promise<ViewContext> {
    const { timeZone, policy } = await this.policies.withTimeZone(tx);
    return { today: this.clock.today(timeZone), policy };
  }

  get(tx: ReadTx, actor: Actor, requestId: string): Promise<planning.CareRequestView> {
    return actor.role === 'parent'
      ? this.forParent(tx, actor, requestId)
      : this.forStaff(tx, actor, requestId);
  }

  async forParent(tx: ReadTx, actor: Actor, requestId: string): Promise<planning.CareRequestView> {
    const rows = await this.bookings.ofRequestForGuardian(tx, actor.personId, requestId);
    return this.view(tx, actor, requestId, { rows, isOfAllGroups: false });
  }

  async forStaff(tx: ReadTx, actor: Actor, requestId: string): Promise<planning.CareRequestView> {
    const groups = await this.people.groupsOf(tx, actor);
    const groupIds = groups.map(({ groupId }) => groupId);
    const [rows, count] = await Promise.all([
      this.bookings.ofRequestInGroups(tx, groupIds, requestId),
      this.bookings.countOf(tx, requestId),
    ]);
    return this.view(tx, actor, requestId, { rows, isOfAllGroups: rows.length === count });
  }

  /** The overview of a parent (R120, R140–R142). */
  async list(
    tx: ReadTx,
    actor: Actor,
    { status, limit, cursor }: Input<typeof planning.careRequests.list>,
  ): Promise<Output<typeof planning.careRequests.list>> {
    const page = { status: status ?? null, before: readCursor(cursor, Id), limit };
    const rows = await this.bookings.overview(tx, actor.personId, page);
    if (rows.length === 0) return { items: [], nextCursor: null };
    const context = await this.context(tx);
    const { items, nextCursor } = toPage(rows, limit, ({ bookingId }) => bookingId);
    return { items: items.map((row) => toBookingView(row, context)), nextCursor };
  }

  /** What says, beside the rules of today, whether decisions of a request can be taken back. */
  async takeBackFacts(
    tx: ReadTx,
    { id, closedAt }: Pick<CareRequest, 'id' | 'closedAt'>,
  ): Promise<Pick<TakeBackFacts, 'isTold' | 'now'>> {
    const isTold = closedAt !== null && !(await this.announcements.has(tx, id));
    return { isTold, now: this.clock.now() };
  }

  /** A remark is for its author, and for who works for every group that the request concerns. */
  private async view(
    tx: ReadTx,
    actor: Actor,
    requestId: string,
    { rows, isOfAllGroups }: { rows: BookingRow[]; isOfAllGroups: boolean },
  ): Promise<planning.CareRequestView> {
    if (rows.length === 0) throw new DomainError('not-found');
    const [request, context] = await Promise.all([
      this.requests.get(tx, requestId),
      this.context(tx),
    ]);
    const showsRemark = isOfAllGroups || request.submittedBy === actor.personId;
    const seconds =
      actor.role === 'parent'
        ? null
        : takeBackSeconds(rows, { ...context, ...(await this.takeBackFacts(tx, request)) });
    return toRequestView(actor, request, rows, {
      ...context,
      showsRemark,
      takeBackSeconds: seconds,
    });
  }
}
