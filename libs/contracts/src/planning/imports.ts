import { z } from 'zod';
import { rpc } from '../contract.js';
import { importInput, importOutcome } from '../imports.js';
import { Cents, ExternalNumber, line, LocalDate, TimeOfDay, Weekday } from '../shared.js';
import { rule } from '../rule.js';
import { PlanningPolicy } from './policies.js';

const timesInOrder = [
  (row: { startsAt: string; endsAt: string }) => row.startsAt < row.endsAt,
  rule('import-invalid', 'Must end after it starts', 'endsAt'),
] as const;

const daysInOrder = rule('import-invalid', 'Must not end before it starts', 'endsOn');

/** A part of the day for which places are counted. */
export const DaypartRow = z
  .strictObject({ code: ExternalNumber, name: line(40), startsAt: TimeOfDay, endsAt: TimeOfDay })
  .refine(...timesInOrder)
  .meta({ id: 'DaypartRow' });
export type DaypartRow = z.infer<typeof DaypartRow>;

/**
 * How many children a group takes at once in a daypart: a number, 0 for none, or null where places are
 * not counted, as they are where nothing was ever sent.
 */
export const CapacityRow = z
  .strictObject({
    group: ExternalNumber,
    daypart: ExternalNumber,
    places: z.int().min(0).max(500).nullable(),
  })
  .meta({ id: 'CapacityRow' });
export type CapacityRow = z.infer<typeof CapacityRow>;

/**
 * Care that can be asked for (R98, R101): its times, value, and where and when it is offered. Value and
 * last day stay as they are where a row leaves them out; new rows begin with null.
 */
export const ProductRow = z
  .strictObject({
    code: ExternalNumber,
    name: line(80),
    startsAt: TimeOfDay,
    endsAt: TimeOfDay,
    cents: Cents.nullable().optional(),
    points: z.number().min(0).max(1000).multipleOf(0.5).nullable().optional(),
    weekdays: z.array(Weekday).min(1).max(7),
    /** Codes of the groups that offer it. */
    groups: z.array(ExternalNumber).min(1).max(5000),
    validFrom: LocalDate,
    validUntil: LocalDate.nullable().optional(),
  })
  .refine(...timesInOrder)
  .meta({ id: 'ProductRow' });
export type ProductRow = z.infer<typeof ProductRow>;

/** Days on which a location (null: all locations) is closed; both ends included. */
export const ClosureRow = z
  .strictObject({
    location: ExternalNumber.nullable(),
    startsOn: LocalDate,
    endsOn: LocalDate,
    reason: line(120),
  })
  .refine((row) => row.startsOn <= row.endsOn, daysInOrder)
  .meta({ id: 'ClosureRow' });
export type ClosureRow = z.infer<typeof ClosureRow>;

/** Care on one weekday of every week, or of even or odd ISO weeks only. */
export const PatternDay = z
  .strictObject({
    weekday: Weekday,
    weeks: z.enum(['all', 'even', 'odd']),
    startsAt: TimeOfDay,
    endsAt: TimeOfDay,
  })
  .refine(...timesInOrder)
  .meta({ id: 'PatternDay' });
export type PatternDay = z.infer<typeof PatternDay>;

/**
 * A child's place in a group from a day to a day (both included) with its weekly pattern. A last day
 * that is left out stays as it is.
 */
export const PlacementRow = z
  .strictObject({
    number: ExternalNumber,
    child: ExternalNumber,
    group: ExternalNumber,
    startsOn: LocalDate,
    endsOn: LocalDate.nullable().optional(),
    days: z.array(PatternDay).max(42),
  })
  .refine((row) => !row.endsOn || row.startsOn <= row.endsOn, daysInOrder)
  .meta({ id: 'PlacementRow' });
export type PlacementRow = z.infer<typeof PlacementRow>;

const Outcome = importOutcome('Planning', [
  'policy',
  'daypart',
  'product',
  'capacity',
  'closure',
  'placement',
]);
export type ImportOutcome = z.infer<typeof Outcome>;

export const imports = {
  organisation: rpc('planning.imports.organisation', {
    route: 'PUT /operator/organisations/:organisation/planning',
    allow: ['operator'],
    bulk: true,
    summary: 'Record the planning rules, dayparts, capacities, care products and closures',
    description:
      'What is left out stays as it is. Closures are replaced where they are sent, a capacity goes by places null; what goes has to be confirmed. Times and days end after they begin; where they do not, and where a code is not known, the answer is 422 `import-invalid` with the rows.',
    input: importInput({
      policy: PlanningPolicy,
      dayparts: z.array(DaypartRow).min(1).max(20),
      capacities: z.array(CapacityRow).max(20000),
      products: z.array(ProductRow).max(500),
      /** All of them; left out: they stay as they are. */
      closures: z.array(ClosureRow).max(1000).optional(),
    }),
    output: Outcome,
    repeated: 'as-kept',
    problems: ['import-invalid', 'import-not-confirmed', 'import-not-known-yet', 'not-found'],
  }),
  placements: rpc('planning.imports.placements', {
    route: 'PUT /operator/organisations/:organisation/placements',
    allow: ['operator'],
    bulk: true,
    summary: 'Record placements with their weekly pattern',
    description:
      'At most 300 at once. A placement ends by its last day; none is ever removed. One that loses all its days has to be confirmed. Times and days end after they begin; where they do not, and where a code is not known, the answer is 422 `import-invalid` with the rows.',
    input: importInput({
      placements: z.array(PlacementRow).max(300),
      /** The weekdays that `days` speak of; days on others stay as they are. */
      weekdays: z.array(Weekday).max(7).default([1, 2, 3, 4, 5, 6, 7]),
    }),
    output: Outcome,
    repeated: 'as-kept',
    problems: ['import-invalid', 'import-not-confirmed', 'import-not-known-yet', 'not-found'],
  }),
};
