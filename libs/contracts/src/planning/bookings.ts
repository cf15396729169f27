import { z } from 'zod';
import { Id, Instant, LocalDate, TimeOfDay } from '../shared.js';
import { ChildName, GroupName, Value } from './shared.js';

/** A booking as it is asked for. */
export const NewBooking = z
  .strictObject({
    childId: Id,
    groupId: Id,
    productId: Id,
    /** The day, or the first day of a period. */
    on: LocalDate,
    /** The last day of a period, included; left out for a single day. */
    until: LocalDate.optional(),
  })
  .meta({ id: 'NewBooking' });
export type NewBooking = z.infer<typeof NewBooking>;

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
