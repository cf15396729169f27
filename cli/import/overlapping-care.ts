import type { planning } from '@ouderportaal/contracts';

import type { ImportError } from './import-error.js';
import { type CareDay, careDaysOverlap } from './overlaps.rules.js';
import { placeOf, type Sourced } from './table.js';

interface PlacedDay extends CareDay {
  placement: Sourced<planning.PlacementRow>;
  at: number;
}

/** Placements, or days of one placement, in which a child would be in two places at once. */
export function findOverlappingCare(
  placements: readonly Sourced<planning.PlacementRow>[],
): ImportError[] {
  const errors: ImportError[] = [];
  const daysOfChildren = new Map<string, PlacedDay[]>();
  for (const placement of placements) {
    const { child, days, startsOn, endsOn } = placement.value;
    // Where the folder does not speak of last days, only the portal knows.
    if (endsOn === undefined) continue;
    const placed = daysOfChildren.get(child) ?? [];
    daysOfChildren.set(child, placed);
    days.forEach((day, at) => {
      const next = { ...day, startsOn, endsOn, placement, at };
      const other = placed.find((earlier) => careDaysOverlap(earlier, next));
      if (other !== undefined) errors.push(overlap(next, other));
      placed.push(next);
    });
  }
  return errors;
}

function overlap({ placement, at, ...day }: PlacedDay, other: PlacedDay): ImportError {
  const where =
    other.placement === placement
      ? 'in the same row'
      : `of placement "${other.placement.value.number}" on line ${other.placement.line}`;
  return {
    ...placeOf(placement, ['days', at]),
    reason: `Child "${placement.value.child}" would be in two places at once: ${timesOf(day)} overlaps ${timesOf(other)} ${where}`,
  };
}

function timesOf({ startsAt, endsAt, weeks }: CareDay): string {
  return `${startsAt}-${endsAt}${weeks === 'all' ? '' : ` ${weeks}`}`;
}
