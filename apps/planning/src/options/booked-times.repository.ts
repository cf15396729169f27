import { Injectable } from '@nestjs/common';
import type { Tx } from '@ouderportaal/database';
import type { LocalDate } from '@ouderportaal/kernel';
import type { BookedTime } from './options.rules.js';

@Injectable()
export class BookedTimesRepository {
  /** The bookings that take up a child's time: open and approved ones. */
  ofChildren(
    tx: Tx,
    childIds: readonly string[],
    from: LocalDate,
    until: LocalDate,
  ): Promise<BookedTime[]> {
    return tx.query(
      `select child_id as "childId", group_id as "groupId", care_on as "on",
         starts_at as "startsAt", ends_at as "endsAt", status
       from booking
       where child_id = any($1::uuid[]) and care_on between $2 and $3
         and status in ('requested', 'approved')
       order by care_on, starts_at`,
      [childIds, from, until],
    );
  }
}
