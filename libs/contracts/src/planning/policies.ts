import { z } from 'zod';

/** An organisation's rules for requests (R121, R231–R243). Days count back from the care day. */
export const PlanningPolicy = z
  .strictObject({
    /** How the value of care is shown: euros, points (R104), or not at all. */
    valuation: z.enum(['money', 'points', 'none']),
    /** A day can be asked for from this many days before it; 0 is the same day. */
    requestUntilDaysBefore: z.int().min(0).max(365),
    /** How far ahead a day can be asked for. */
    requestUpToDaysAhead: z.int().min(1).max(730),
    /** Whether, and until how many days before the care day, an open request can be cancelled (R121, R243). */
    cancelUntilDaysBefore: z.int().min(0).max(365).nullable(),
    /** "As a whole" is ticked unless the parent changes it (R111). */
    asWholeByDefault: z.boolean(),
    /** About how many days before the care day the location decides (R117, R242); null when whenever. */
    decisionDaysBefore: z.int().min(0).max(365).nullable(),
    /** For so many minutes staff can take a decision back, and the family's mail waits; 0 is not at all. */
    takeBackMinutes: z.int().min(0).max(60).default(1),
    /** Closed on public holidays, but for the ones named in `openOnHolidays`. */
    closedOnPublicHolidays: z.boolean(),
    /** Month and day of public holidays on which care goes on, e.g. `05-05`. */
    openOnHolidays: z.array(z.string().regex(/^[0-9]{2}-[0-9]{2}$/)).max(20),
  })
  .meta({ id: 'PlanningPolicy' });
export type PlanningPolicy = z.infer<typeof PlanningPolicy>;
