import { Injectable } from '@nestjs/common';
import { type Actor, DomainError, type planning } from '@ouderportaal/contracts';
import type { Tx } from '@ouderportaal/database';
import { daysBetween, eachDay, type LocalDate, timesOverlap } from '@ouderportaal/kernel';
import { PeopleRepository } from '../copies/people.repository.js';
import { GroupDaysService } from '../occupancy/group-days.service.js';
import { occupancyOf } from '../occupancy/occupancy.rules.js';
import { toBookingView } from '../care-requests/booking-row.js';
import { CareRequestReader } from '../care-requests/care-request-reader.js';
import { QueueRepository, type QueueRow } from './queue.repository.js';

/** The longest stretch of days for which occupancy is shown at once. */
const LONGEST_LOOK_DAYS = 62;

export interface QueueFilter {
  groupId?: string;
  from?: LocalDate;
  until?: LocalDate;
  after: { on: LocalDate; id: string } | null;
  limit: number;
}

@Injectable()
export class QueueService {
  constructor(
    private readonly queue: QueueRepository,
    private readonly people: PeopleRepository,
    private readonly groupDays: GroupDaysService,
    private readonly reader: CareRequestReader,
  ) {}

  groups(tx: Tx, actor: Actor): Promise<planning.GroupName[]> {
    return this.people.groupsOf(tx, actor);
  }

  /** Open bookings of the reader's groups with the occupancy they would add to. */
  async list(tx: Tx, actor: Actor, filter: QueueFilter): Promise<planning.QueueItem[]> {
    const [groups, context] = await Promise.all([
      this.groupsAmong(tx, actor, filter.groupId),
      this.reader.context(tx),
    ]);
    const rows = await this.queue.list(tx, {
      groupIds: groups.map(({ groupId }) => groupId),
      today: context.today,
      from: filter.from ?? null,
      until: filter.until ?? null,
      after: filter.after,
      limit: filter.limit,
    });
    if (rows.length === 0) return [];
    const isOnPage = new Set(rows.map(({ group_id }) => group_id));
    const input = await this.groupDays.load(
      tx,
      groups.filter(({ groupId }) => isOnPage.has(groupId)),
      [...new Set(rows.map(({ care_on }) => care_on))],
      context.policy,
    );
    const days = new Map(occupancyOf(input).map((day) => [`${day.group.groupId} ${day.on}`, day]));
    return rows.map((row) => ({
      booking: toBookingView(row, context),
      childLastName: row.last_name,
      remark: row.remark,
      asWhole: row.as_whole,
      lapsesOn: row.request_lapses_on,
      occupancy: (days.get(`${row.group_id} ${row.care_on}`)?.dayparts ?? []).filter((_day, i) =>
        takesPlaceIn(row, input.dayparts[i]),
      ),
    }));
  }

  async occupancy(
    tx: Tx,
    actor: Actor,
    { groupId, from, until }: { groupId: string; from: LocalDate; until: LocalDate },
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

  private async groupsAmong(tx: Tx, actor: Actor, groupId?: string): Promise<planning.GroupName[]> {
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
