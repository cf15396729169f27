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

export const DaypartOption = z
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
export type DaypartOption = z.infer<typeof DaypartOption>;

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
};
