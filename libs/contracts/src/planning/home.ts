import { z } from 'zod';
import { rpc } from '../contract.js';
import { LocalDate, Nothing } from '../shared.js';
import { CalendarEntry } from './calendar.js';
import { BookingView } from './bookings.js';

/** How many days ahead a first page looks, today included. */
export const HOME_DAYS = 28;
/** How many rows of each kind a first page shows at most. */
export const HOME_ROWS = 20;

export const HomeCare = z
  .object({
    /** Today in the organisation's time zone. */
    today: LocalDate,
    /** Care of all my children in the next four weeks, soonest first; the first twenty. */
    nextCare: z.array(CalendarEntry),
    /** What waits for a decision, newest first; the first twenty. */
    openBookings: z.array(BookingView),
  })
  .meta({ id: 'HomeCare' });
export type HomeCare = z.infer<typeof HomeCare>;

export const home = {
  get: rpc('planning.home.get', {
    route: 'internal',
    allow: ['parent'],
    effect: 'read',
    summary: 'The next care days and the open requests of my children',
    input: Nothing,
    output: HomeCare,
    problems: ['not-found'],
  }),
};
