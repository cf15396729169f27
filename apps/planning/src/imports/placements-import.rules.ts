import type { FieldError, planning } from '@ouderportaal/contracts';
import {
  byKey,
  completed,
  type Difference,
  differenceOf,
  rangesOverlap,
  type RowKind,
  type Whole,
} from '@ouderportaal/kernel';
import { duplicates, type Reference } from './imports.rules.js';

export type PlacementFacts = Whole<planning.PlacementRow>;

const PLACEMENT: RowKind<'placement', PlacementFacts> = {
  kind: 'placement',
  numberOf: ({ number }) => number,
};

/**
 * The sent placements as they will be: what a row leaves out, and days on weekdays of which the import
 * does not speak, are as they are stored.
 */
export function wholePlacements(
  stored: readonly PlacementFacts[],
  sent: readonly planning.PlacementRow[],
  weekdays: readonly number[],
): PlacementFacts[] {
  const known = byKey(stored, PLACEMENT.numberOf);
  const isSpokenOf = new Set(weekdays);
  return sent.map((row) => {
    const before = known.get(row.number);
    const others = before?.days.filter(({ weekday }) => !isSpokenOf.has(weekday)) ?? [];
    const whole = completed<PlacementFacts>(row, before, { endsOn: null });
    return { ...whole, days: [...row.days, ...others] };
  });
}

export function differenceOfPlacements(
  stored: readonly PlacementFacts[],
  sent: readonly PlacementFacts[],
): Difference<PlacementFacts, 'placement'> {
  return differenceOf(PLACEMENT, stored, sent);
}

/** The children and groups that the placements name. */
export function referencesOf(placements: readonly planning.PlacementRow[]): {
  children: Reference[];
  groups: Reference[];
} {
  return {
    children: placements.map(({ child }, i) => ({ path: ['placements', i, 'child'], code: child })),
    groups: placements.map(({ group }, i) => ({ path: ['placements', i, 'group'], code: group })),
  };
}

/**
 * What is wrong with placements: a number that is there twice, and a child that would be expected in
 * two places at once, among the sent placements or together with one that is stored.
 */
export function placementErrors(
  stored: readonly PlacementFacts[],
  sent: readonly PlacementFacts[],
): FieldError[] {
  const replaced = new Set(sent.map(({ number }) => number));
  const others = stored.filter(({ number }) => !replaced.has(number));
  const byChild = Map.groupBy(others, ({ child }) => child);
  const errors = duplicates(sent, ['placements'], PLACEMENT.numberOf);
  sent.forEach(({ startsOn, endsOn }, index) => {
    if (endsOn === null || startsOn <= endsOn) return;
    errors.push({
      path: ['placements', index, 'startsOn'],
      message: `Must not start after it ends on ${endsOn}`,
    });
  });
  if (errors.length > 0) return errors;
  return sent.flatMap((placement, index) => {
    const earlier = byChild.get(placement.child) ?? [];
    byChild.set(placement.child, [...earlier, placement]);
    return overlapsWith(placement, earlier).map(({ day, number }) => ({
      path: ['placements', index, 'days', day],
      message: `Overlaps a day of placement ${number}`,
    }));
  });
}

/** The days of a placement that overlap an earlier one's, or an earlier day of its own. */
function overlapsWith(
  placement: PlacementFacts,
  earlier: readonly PlacementFacts[],
): { day: number; number: string }[] {
  const meanwhile = earlier.filter((other) => rangesOverlap(rangeOf(placement), rangeOf(other)));
  return placement.days.flatMap((day, index) => {
    const own = { ...placement, days: placement.days.slice(0, index) };
    const other = [...meanwhile, own].find(({ days }) => days.some((one) => overlap(day, one)));
    return other ? [{ day: index, number: other.number }] : [];
  });
}

function overlap(a: planning.PatternDay, b: planning.PatternDay): boolean {
  return (
    a.weekday === b.weekday &&
    (a.weeks === 'all' || b.weeks === 'all' || a.weeks === b.weeks) &&
    a.startsAt < b.endsAt &&
    b.startsAt < a.endsAt
  );
}

function rangeOf({ startsOn, endsOn }: PlacementFacts) {
  return { from: startsOn, until: endsOn };
}
