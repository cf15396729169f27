import { z } from 'zod';
import { Cents, Id, Instant, LocalDate, TimeOfDay } from '../shared.js';

/**
 * Where a booking stands. `requested` is "Optie extra" in the calendar (R115); `withdrawn` is what the
 * portal itself took back because nobody decided in time (R113).
 */
export const BookingStatus = z.enum([
  'requested',
  'approved',
  'rejected',
  'cancelled',
  'withdrawn',
]);
export type BookingStatus = z.infer<typeof BookingStatus>;

/** What care is worth. Which of the two counts is the organisation's `valuation`. */
export const Value = z
  .object({ cents: Cents.nullable(), points: z.number().min(0).nullable() })
  .meta({ id: 'Value' });
export type Value = z.infer<typeof Value>;

export const ChildName = z.object({ childId: Id, firstName: z.string() });
export type ChildName = z.infer<typeof ChildName>;

export const GroupName = z.object({
  groupId: Id,
  groupName: z.string(),
  locationId: Id,
  locationName: z.string(),
});
export type GroupName = z.infer<typeof GroupName>;

/** Whether an open booking can be cancelled, until which day (inclusive), and if not, why (R124). */
export const Cancellable = z
  .object({
    isPossible: z.boolean(),
    until: LocalDate.nullable(),
    reason: z
      .enum(['not-open', 'not-allowed-by-policy', 'too-late', 'read-only-access'])
      .nullable(),
  })
  .meta({ id: 'Cancellable' });
export type Cancellable = z.infer<typeof Cancellable>;

/** Care of one child on one day. A request has one or more; each is decided on its own (R110). */
export const BookingView = z
  .object({
    bookingId: Id,
    requestId: Id,
    /** Bookings that were asked for as one period share it; cancelling takes the whole period (R125). */
    periodId: Id,
    child: ChildName,
    group: GroupName,
    on: LocalDate,
    startsAt: TimeOfDay,
    endsAt: TimeOfDay,
    productName: z.string(),
    value: Value,
    status: BookingStatus,
    /** Why it was rejected; for parents and staff to read, never in a mail. */
    reason: z.string().nullable(),
    submittedAt: Instant,
    cancel: Cancellable,
  })
  .meta({ id: 'Booking' });
export type BookingView = z.infer<typeof BookingView>;
