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
import { daysBetween, eachDay, timesOverlap } from '@ouderportaal/kernel';
import { z } from 'zod';
import { PeopleRepository } from '../copies/people.repository.js';
import { GroupDaysService } from '../occupancy/group-days.service.js';
import { occupancyOf } from '../occupancy/occupancy.rules.js';
import { toBookingView } from '../care-requests/booking-row.js';
import { CareRequestReader } from '../care-requests/care-request-reader.js';
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
    private readonly reader: CareRequestReader,
  ) {}

  /** Open bookings of the reader's groups with the occupancy they would add to. */
  async list(
    tx: ReadTx,
    actor: Actor,
    { groupId, from, until, limit, cursor }: Input<typeof planning.queue.list>,
  ): Promise<Output<typeof planning.queue.list>> {
    const after = readCursor(cursor, Position);
    const [groups, context] = await Promise.all([
      this.groupsAmong(tx, actor, groupId),
      this.reader.context(tx),
    ]);
    const rows = await this.queue.list(tx, {
      groupIds: groups.map((group) => group.groupId),
      today: context.today,
      from: from ?? null,
      until: until ?? null,
      after,
      limit,
    });
    const { items, nextCursor } = toPage(rows, limit, ({ care_on, id }) => ({ on: care_on, id }));
    if (items.length === 0) return { items: [], nextCursor };
    const isOnPage = new Set(items.map(({ group_id }) => group_id));
    const input = await this.groupDays.load(
      tx,
      groups.filter((group) => isOnPage.has(group.groupId)),
      [...new Set(items.map(({ care_on }) => care_on))],
      context.policy,
    );
    const days = new Map(occupancyOf(input).map((day) => [`${day.group.groupId} ${day.on}`, day]));
    const shown = items.map((row) => ({
      booking: toBookingView(row, context),
      childLastName: row.last_name,
      remark: row.remark,
      asWhole: row.as_whole,
      lapsesOn: row.request_lapses_on,
      occupancy: (days.get(`${row.group_id} ${row.care_on}`)?.dayparts ?? []).filter((_day, i) =>
        takesPlaceIn(row, input.dayparts[i]),
      ),
    }));
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

function takesPlaceIn(
  row: QueueRow,
  daypart: { startsAt: number; endsAt: number } | undefined,
): boolean {
  if (!daypart) return false;
  return timesOverlap(
    { from: row.starts_at, until: row.ends_at },
    { from: daypart.startsAt, until: daypart.endsAt },
  );
}
