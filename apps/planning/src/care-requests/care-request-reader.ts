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
import { type BookingRow, toBookingView, type ViewContext } from './booking-row.js';
import { BookingsRepository } from './bookings.repository.js';
import { CareRequestsRepository, type SubmittedCareRequest } from './care-requests.repository.js';
import { isOpen, totalOf } from './care-requests.rules.js';

/** Shows requests to those who may see them, and only what they may see of them. */
@Injectable()
export class CareRequestReader {
  constructor(
    private readonly requests: CareRequestsRepository,
    private readonly bookings: BookingsRepository,
    private readonly policies: PoliciesRepository,
    private readonly people: PeopleRepository,
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
    const [rows, count] = await Promise.all([
      this.bookings.ofRequestForGuardian(tx, actor.personId, requestId),
      this.bookings.countOf(tx, requestId),
    ]);
    // A remark may speak of a child of another household: who does not see all, does not see it.
    return this.view(tx, actor, { requestId, rows, showsRemark: rows.length === count });
  }

  async forStaff(tx: ReadTx, actor: Actor, requestId: string): Promise<planning.CareRequestView> {
    const groups = await this.people.groupsOf(tx, actor);
    const groupIds = groups.map(({ groupId }) => groupId);
    const rows = await this.bookings.ofRequestInGroups(tx, groupIds, requestId);
    return this.view(tx, actor, { requestId, rows, showsRemark: true });
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
    const { items, nextCursor } = toPage(rows, limit, ({ id }) => id);
    return { items: items.map((row) => toBookingView(row, context)), nextCursor };
  }

  private async view(
    tx: ReadTx,
    actor: Actor,
    {
      requestId,
      rows,
      showsRemark,
    }: { requestId: string; rows: BookingRow[]; showsRemark: boolean },
  ): Promise<planning.CareRequestView> {
    if (rows.length === 0) throw new DomainError('not-found');
    const [request, context] = await Promise.all([
      this.requests.get(tx, requestId),
      this.context(tx),
    ]);
    const view = toRequestView(actor, request, rows, context);
    return showsRemark ? view : { ...view, remark: null };
  }
}

/** A request as the reader of these rows sees it. */
export function toRequestView(
  actor: Actor,
  request: SubmittedCareRequest,
  rows: readonly BookingRow[],
  context: ViewContext,
): planning.CareRequestView {
  const bookings = rows.map((row) => toBookingView(row, context));
  const isVisible = new Set(rows.map(({ child_id }) => child_id));
  return {
    requestId: request.id,
    submittedAt: request.submittedAt.toISOString(),
    isMine: request.submittedBy === actor.personId,
    remark: request.remark,
    asWhole: request.asWhole,
    lapsesOn: request.lapsesOn,
    isOpen: rows.some((row) => isOpenRow(row, context)),
    total: totalOf(bookings.map(({ value }) => value)),
    bookings,
    leftOut: request.leftOut.filter(({ childId }) => isVisible.has(childId)),
  };
}

/** Still waiting today: see `isOpen`. */
export function isOpenRow(row: BookingRow, { today }: ViewContext): boolean {
  return isOpen({ status: row.status, lapsesOn: row.lapses_on }, today);
}
