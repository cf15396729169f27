import { Injectable } from '@nestjs/common';
import type { Tx } from '@ouderportaal/database';
import type { LocalDate } from '@ouderportaal/kernel';
import type { CalendarBooking } from './calendar.rules.js';

@Injectable()
export class CalendarRepository {
  /** The children's bookings that the calendar shows: cancelled and withdrawn ones are gone from it. */
  bookingsOf(
    tx: Tx,
    childIds: readonly string[],
    from: LocalDate,
    until: LocalDate,
  ): Promise<CalendarBooking[]> {
    return tx.query(
      `select id as "bookingId", request_id as "requestId", child_id as "childId",
         group_id as "groupId", product_name as "productName", care_on as "on",
         starts_at as "startsAt", ends_at as "endsAt", status
       from booking
       where child_id = any($1::uuid[]) and care_on between $2 and $3
         and status in ('requested', 'approved', 'rejected')
       order by care_on, starts_at, id`,
      [childIds, from, until],
    );
  }
}
