import { z } from 'zod';
import { rpc } from '../contract.js';
import { Id, LocalDate, TimeOfDay } from '../shared.js';
import { ChildName, GroupName, Value } from './shared.js';

/** Why a child, group or daypart cannot be chosen on a day; null when it can. */
export const NotPossible = z.enum([
  'date-in-the-past',
  'request-too-early',
  'request-too-late',
  'closed-on-date',
  'outside-placement',
  'daypart-not-offered',
  'already-planned',
  'already-requested',
  'read-only-access',
]);
export type NotPossible = z.infer<typeof NotPossible>;

const DaypartOption = z
  .object({
    productId: Id,
    productName: z.string(),
    startsAt: TimeOfDay,
    endsAt: TimeOfDay,
    value: Value,
    isPossible: z.boolean(),
    notPossibleBecause: NotPossible.nullable(),
  })
  .meta({ id: 'DaypartOption' });

export const ChildOptions = z
  .object({
    child: ChildName,
    isPossible: z.boolean(),
    /** Why nothing can be asked for this child on this day. */
    notPossibleBecause: NotPossible.nullable(),
    groups: z.array(
      z.object({
        group: GroupName,
        /** Times at which the child is expected anyway: "already planned" (R99). */
        planned: z.array(z.object({ startsAt: TimeOfDay, endsAt: TimeOfDay })),
        options: z.array(DaypartOption),
      }),
    ),
  })
  .meta({ id: 'ChildOptions' });
export type ChildOptions = z.infer<typeof ChildOptions>;

/** The longest stretch of days that is judged at once: six weeks show any month as a screen draws it. */
export const MOST_OPTION_DAYS = 42;

/**
 * How likely a place is, as the group's places are counted now (approved care and weekly patterns, not
 * what others wait for): `plenty` from four places on, `few` below that, `full` without any. A full day
 * can still be asked for. Said of the daypart with most places among those that can be chosen.
 */
export const PlacesLevel = z.enum(['plenty', 'few', 'full']);
export type PlacesLevel = z.infer<typeof PlacesLevel>;

export const DayOptions = z
  .object({
    on: LocalDate,
    isPossible: z.boolean(),
    /** The code that the day's own options give. */
    notPossibleBecause: NotPossible.nullable(),
    /** Null where nothing can be asked for, and where places are not counted. */
    places: PlacesLevel.nullable(),
  })
  .meta({ id: 'DayOptions' });
export type DayOptions = z.infer<typeof DayOptions>;

export const options = {
  list: rpc('planning.options.list', {
    route: 'GET /care-options',
    allow: ['parent'],
    summary: 'What can be asked for on a day',
    description:
      'For every child of the family: the dayparts its groups offer that day with times, product and value, which of them can be chosen, and what is planned already (R91, R93, R98–R101).',
    input: z.strictObject({ on: LocalDate }),
    output: z
      .object({ on: LocalDate, children: z.array(ChildOptions) })
      .meta({ id: 'CareOptions' }),
    problems: ['not-found'],
  }),
  range: rpc('planning.options.range', {
    route: 'GET /care-options/range',
    allow: ['parent'],
    summary: 'On which days of a month something can be asked for',
    description:
      'For every child of the family, or for the one that is named, and every day: whether anything can be asked for, why not, and whether the groups have plenty of places, few or none (R91, R93). The day’s own options say the same and name the dayparts. At most 42 days; `until` is included. A longer period, or one that ends before it begins, is 422 `date-range-invalid`.',
    input: z.strictObject({ from: LocalDate, until: LocalDate, childId: Id.optional() }),
    output: z
      .object({
        from: LocalDate,
        until: LocalDate,
        children: z.array(z.object({ child: ChildName, days: z.array(DayOptions) })),
      })
      .meta({ id: 'CareOptionDays' }),
    problems: ['not-found', 'date-range-invalid'],
  }),
};
