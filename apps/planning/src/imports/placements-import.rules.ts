import type { FieldError, planning } from '@ouderportaal/contracts';
import { rangesOverlap } from '@ouderportaal/kernel';
import { type Difference, differenceOf, duplicates, type RowKind } from './difference.rules.js';
import type { Reference } from './imports.rules.js';

const PLACEMENT: RowKind<planning.PlacementRow> = {
  kind: 'placement',
  numberOf: ({ number }) => number,
};

export function differenceOfPlacements(
  stored: readonly planning.PlacementRow[],
  sent: readonly planning.PlacementRow[],
): Difference<planning.PlacementRow> {
  return differenceOf(PLACEMENT, stored.map(sortedDays), sent.map(sortedDays));
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
  stored: readonly planning.PlacementRow[],
  sent: readonly planning.PlacementRow[],
): FieldError[] {
  const replaced = new Set(sent.map(({ number }) => number));
  const others = stored.filter(({ number }) => !replaced.has(number));
  const byChild = Map.groupBy(others, ({ child }) => child);
  const errors = duplicates(sent, ['placements'], PLACEMENT.numberOf);
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
  placement: planning.PlacementRow,
  earlier: readonly planning.PlacementRow[],
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

function rangeOf({ startsOn, endsOn }: planning.PlacementRow) {
  return { from: startsOn, until: endsOn };
}

/** Days in the order of the week, each with its fields in one order, so that JSON compares them. */
function sortedDays(placement: planning.PlacementRow): planning.PlacementRow {
  const days = placement.days.map(({ weekday, weeks, startsAt, endsAt }) => ({
    weekday,
    weeks,
    startsAt,
    endsAt,
  }));
  return { ...placement, days: days.sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1)) };
}

function orderOf({ weekday, weeks, startsAt }: planning.PatternDay): string {
  return `${weekday} ${startsAt} ${weeks}`;
}
