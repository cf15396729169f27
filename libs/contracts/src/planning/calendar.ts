import { z } from 'zod';
import { rpc } from '../contract.js';
import { Id, LocalDate, TimeOfDay } from '../shared.js';
import { BookingStatus, Cancellable } from './bookings.js';
import { ChildName, GroupName } from './shared.js';

export const CalendarEntry = z
  .object({
    on: LocalDate,
    child: ChildName,
    group: GroupName,
    startsAt: TimeOfDay,
    endsAt: TimeOfDay,
    /** `planned`: from the weekly pattern; `extra`: asked for by the family. */
    kind: z.enum(['planned', 'extra']),
    /** Null for planned care. A rejected booking stays visible; cancelled and withdrawn ones do not. */
    status: BookingStatus.nullable(),
    productName: z.string().nullable(),
    requestId: Id.nullable(),
    bookingId: Id.nullable(),
    cancel: Cancellable.nullable(),
  })
  .meta({ id: 'CalendarEntry' });
export type CalendarEntry = z.infer<typeof CalendarEntry>;

export const CalendarView = z
  .object({
    from: LocalDate,
    until: LocalDate,
    entries: z.array(CalendarEntry),
    closures: z.array(
      z.object({
        on: LocalDate,
        /** Null when the whole organisation is closed. */
        locationName: z.string().nullable(),
        reason: z.string(),
      }),
    ),
  })
  .meta({ id: 'Calendar' });
export type CalendarView = z.infer<typeof CalendarView>;

export const calendar = {
  get: rpc('planning.calendar.get', {
    route: 'GET /calendar',
    allow: ['parent'],
    summary: 'The planned days of all my children',
    description:
      'Weekly pattern, closures, holidays and requests of every child of the family in one list, by day and time (R85, R86, R115). At most 100 days; `until` is included. A longer period, or one that ends before it begins, is 422 `date-range-invalid`.',
    input: z.strictObject({ from: LocalDate, until: LocalDate }),
    output: CalendarView,
    problems: ['not-found', 'date-range-invalid'],
  }),
};
