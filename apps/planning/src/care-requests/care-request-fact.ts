import { formatTime, initialOf } from '@ouderportaal/kernel';
import type { BookingRow } from './booking-row.js';

/** A request as the other services hear of it: who, which days, how they stand; no names. */
export function toFact(requestId: string, submittedBy: string, rows: readonly BookingRow[]) {
  return {
    requestId,
    submittedBy,
    bookings: rows.map((row) => ({
      bookingId: row.id,
      childInitial: initialOf(row.first_name),
      on: row.care_on,
      startsAt: formatTime(row.starts_at),
      endsAt: formatTime(row.ends_at),
      status: row.status,
    })),
  };
}
