import { Injectable } from '@nestjs/common';
import type { Tx } from '@ouderportaal/database';
import type { LocalDate } from '@ouderportaal/kernel';
import type { Capacity, Daypart, GroupBooking } from './occupancy.rules.js';

@Injectable()
export class OccupancyRepository {
  /**
   * The dayparts that count, in the order of the day. One that no group has places for any more was
   * retired; where no capacity at all was recorded every daypart counts, and is full.
   */
  dayparts(tx: Tx): Promise<Daypart[]> {
    return tx.query(
      `select id as "daypartId", name, starts_at as "startsAt", ends_at as "endsAt"
       from daypart
       where exists (
           select from group_capacity c
           where c.tenant_id = daypart.tenant_id and c.daypart_id = daypart.id)
         or not exists (select from group_capacity)
       order by starts_at, ends_at, id`,
    );
  }

  capacities(tx: Tx, groupIds: readonly string[]): Promise<Capacity[]> {
    return tx.query(
      `select group_id as "groupId", daypart_id as "daypartId", places
       from group_capacity where group_id = any($1::uuid[])`,
      [groupIds],
    );
  }

  /** Open and approved bookings of the groups from `from` to `until`, both included. */
  bookingsOf(
    tx: Tx,
    groupIds: readonly string[],
    from: LocalDate,
    until: LocalDate,
  ): Promise<GroupBooking[]> {
    return tx.query(
      `select group_id as "groupId", child_id as "childId", care_on as "on",
         starts_at as "startsAt", ends_at as "endsAt", status
       from booking
       where group_id = any($1::uuid[]) and care_on between $2 and $3
         and status in ('requested', 'approved')`,
      [groupIds, from, until],
    );
  }
}
