import { DomainError, planning } from '@ouderportaal/contracts';
import { daysBetween, type LocalDate } from '@ouderportaal/kernel';
import type { PossibleCare } from '../occupancy/occupancy.rules.js';
import { childOptions } from './child-options.rules.js';
import type { JudgementContext } from './options.rules.js';

/** From so many free places on there are plenty; below that there are few. */
const PLENTY_FROM = 4;

/** Both days are included. @throws DomainError `date-range-invalid` */
export function assertJudgeablePeriod(from: LocalDate, until: LocalDate): void {
  const days = daysBetween(from, until) + 1;
  if (days < 1 || days > planning.MOST_OPTION_DAYS) {
    throw new DomainError('date-range-invalid', { days: planning.MOST_OPTION_DAYS });
  }
}

/** What judges the days of a family, and says how full its groups are. */
interface Month {
  context: JudgementContext;
  groups: readonly planning.GroupName[];
  /** How many places care would find; null where places are not counted. */
  placesLeft: (care: PossibleCare) => number | null;
}

/**
 * What a month shows of a child's day. Whether and why not is what `childOptions` says of the day, so a
 * day that is possible here has a daypart there, and the other way round.
 */
export function dayOptions(
  month: Month,
  child: planning.ChildName,
  on: LocalDate,
): planning.DayOptions {
  const { context, groups } = month;
  const options = childOptions(context, child, groups, on);
  const { isPossible, notPossibleBecause } = options;
  const places = mostPlaces(month, options, on);
  return { on, isPossible, notPossibleBecause, places: levelOf(places) };
}

export function levelOf(places: number | null): planning.PlacesLevel | null {
  if (places === null) return null;
  if (places < 1) return 'full';
  return places < PLENTY_FROM ? 'few' : 'plenty';
}

/** Of the dayparts that can be chosen, the one with most places; null where none of them is counted. */
function mostPlaces(
  { context, placesLeft }: Month,
  { child: { childId }, groups }: planning.ChildOptions,
  on: LocalDate,
): number | null {
  const places = groups.flatMap(({ group: { groupId }, options }) => {
    const possible = new Set(
      options.filter(({ isPossible }) => isPossible).map(({ productId }) => productId),
    );
    return context.products
      .filter((product) => product.groupId === groupId && possible.has(product.productId))
      .flatMap(
        ({ startsAt, endsAt }) => placesLeft({ childId, groupId, on, startsAt, endsAt }) ?? [],
      );
  });
  return places.length === 0 ? null : Math.max(...places);
}
