import { Injectable } from '@nestjs/common';
import {
  type Actor,
  DomainError,
  Id,
  type Input,
  LocalDate,
  type Output,
  type planning,
} from '@ouderportaal/contracts';
import { readCursor, toPage, type ReadTx } from '@ouderportaal/database';
import { daysBetween, eachDay } from '@ouderportaal/kernel';
import { z } from 'zod';
import { PeopleRepository } from '../copies/people.repository.js';
import { inBookingOrder } from '../care-requests/booking.rules.js';
import { GroupDaysService } from '../occupancy/group-days.service.js';
import { daypartsOf, occupancyOf } from '../occupancy/occupancy.rules.js';
import { toBookingView } from '../care-requests/care-requests.views.js';
import { CareRequestReader } from '../care-requests/care-request-reader.js';
import { ApprovalService, approvalOf } from './approval.service.js';
import { QueueRepository, type QueueRow } from './queue.repository.js';

/** The longest stretch of days for which occupancy is shown at once. */
const LONGEST_LOOK_DAYS = 62;

/** Where a page begins: by day, and by booking within one. */
const Position = z.object({ on: LocalDate, id: Id });

@Injectable()
export class QueueService {
  constructor(
    private readonly queue: QueueRepository,
    private readonly people: PeopleRepository,
    private readonly groupDays: GroupDaysService,
    private readonly approvals: ApprovalService,
    private readonly reader: CareRequestReader,
  ) {}

  /** What waits in the reader's groups, with what each would meet when it is approved now (R110). */
  async list(
    tx: ReadTx,
    actor: Actor,
    { groupId, from, until, limit, cursor }: Input<typeof planning.queue.list>,
  ): Promise<Output<typeof planning.queue.list>> {
    const after = readCursor(cursor, Position);
    const [groups, context] = await Promise.all([
      this.people.groupsOf(tx, actor),
      this.reader.context(tx),
    ]);
    const ids = groups.map(({ groupId }) => groupId);
    const rows = await this.queue.list(tx, {
      groupIds: ids.filter((id) => groupId === undefined || id === groupId),
      readersGroupIds: ids,
      today: context.today,
      from: from ?? null,
      until: until ?? null,
      after,
      limit,
    });
    if (rows.length === 0) return { items: [], nextCursor: null };
    const { items, nextCursor } = toPage(
      [...Map.groupBy(rows, ({ itemId }) => itemId).values()],
      limit,
      (together) => ({ on: itemOf(together).on, id: itemOf(together).itemId }),
    );
    const facts = await this.approvals.loadAround(tx, groups, items.flat(), context.policy);
    const days = new Map(
      occupancyOf(facts.occupancy).map((day) => [`${day.group.groupId} ${day.on}`, day]),
    );
    const isTouched = (row: QueueRow) => {
      const touched = new Set(
        daypartsOf(facts.occupancy.dayparts, row).map(({ daypartId }) => daypartId),
      );
      return ({ daypartId }: { daypartId: string }) => touched.has(daypartId);
    };
    const shown = items.map((together) => {
      const { obstacles } = approvalOf(facts, together);
      return {
        ...itemOf(together),
        bookings: inBookingOrder(together).map((row) => ({
          booking: toBookingView(row, context),
          childLastName: row.lastName,
          occupancy: (days.get(`${row.groupId} ${row.on}`)?.dayparts ?? []).filter(isTouched(row)),
          obstacle: obstacles.get(row.bookingId) ?? null,
        })),
      };
    });
    return { items: shown, nextCursor };
  }

  async occupancy(
    tx: ReadTx,
    actor: Actor,
    { groupId, from, until }: Input<typeof planning.queue.occupancy>,
  ): Promise<planning.GroupDay[]> {
    if (until < from || daysBetween(from, until) >= LONGEST_LOOK_DAYS) {
      throw new DomainError('date-range-invalid', { days: LONGEST_LOOK_DAYS });
    }
    const [groups, { policy }] = await Promise.all([
      this.groupsAmong(tx, actor, groupId),
      this.reader.context(tx),
    ]);
    if (groups.length === 0) throw new DomainError('not-found');
    return occupancyOf(await this.groupDays.load(tx, groups, eachDay(from, until), policy));
  }

  private async groupsAmong(
    tx: ReadTx,
    actor: Actor,
    groupId?: string,
  ): Promise<planning.GroupName[]> {
    const groups = await this.people.groupsOf(tx, actor);
    return groupId === undefined ? groups : groups.filter((group) => group.groupId === groupId);
  }
}

/** What the bookings of one item share. A remark is for who works for every group that it concerns. */
function itemOf(rows: readonly QueueRow[]): Omit<planning.QueueItem, 'bookings'> {
  const [row] = rows;
  if (!row) throw new Error('An item of the queue has bookings');
  return {
    itemId: row.itemId,
    requestId: row.requestId,
    on: row.on,
    remark: row.hasOthers ? null : row.remark,
    asWhole: row.asWhole,
    needsManager: row.asWhole && row.hasOpenOthers,
    lapsesOn: row.requestLapsesOn,
  };
}
