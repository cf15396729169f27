import type { LocalDate } from '../dates/dates.js';

interface Child {
  childId: string;
  firstName: string;
}

interface Entry {
  on: LocalDate;
  child: Child;
  startsAt: string;
  status: 'requested' | 'approved' | 'rejected' | 'cancelled' | 'withdrawn' | null;
}

/** How a child's day looks in the month. */
export type DayStanding = 'planned' | 'requested' | 'approved' | 'rejected';

export interface DayMark extends Child {
  standing: DayStanding;
}

/** What counts most when a child has several things on one day: what waits, then what was granted. */
const ORDER: readonly DayStanding[] = ['requested', 'approved', 'planned', 'rejected'];

const standingOf = ({ status }: Entry): DayStanding | null => {
  if (status === null) return 'planned';
  return status === 'cancelled' || status === 'withdrawn' ? null : status;
};

/** One mark for each child of a day, in the order in which the children come (R85, R93, R115). */
export function marksOf(entries: readonly Entry[]): Map<LocalDate, DayMark[]> {
  const days = new Map<LocalDate, DayMark[]>();
  for (const entry of entries) {
    const standing = standingOf(entry);
    if (!standing) continue;
    const marks = days.get(entry.on) ?? [];
    const known = marks.find(({ childId }) => childId === entry.child.childId);
    if (!known) marks.push({ ...entry.child, standing });
    else if (ORDER.indexOf(standing) < ORDER.indexOf(known.standing)) known.standing = standing;
    days.set(entry.on, marks);
  }
  return days;
}

type PlacesLevel = 'plenty' | 'few' | 'full';

interface DayOptions {
  on: LocalDate;
  isPossible: boolean;
  places: PlacesLevel | null;
}

/** Best first: a family looks for a day on which something can be asked for. */
const LEVELS: readonly PlacesLevel[] = ['plenty', 'few', 'full'];

/**
 * How full each day is for the child that has it best (R91); days on which nothing can be asked for are
 * left out, and `plenty` stands for places that are not counted.
 */
export function levelsOf(
  children: readonly { days: readonly DayOptions[] }[],
): Map<LocalDate, PlacesLevel> {
  const levels = new Map<LocalDate, PlacesLevel>();
  for (const { on, isPossible, places } of children.flatMap(({ days }) => days)) {
    if (!isPossible) continue;
    const level = places ?? 'plenty';
    const known = levels.get(on);
    if (!known || LEVELS.indexOf(level) < LEVELS.indexOf(known)) levels.set(on, level);
  }
  return levels;
}

interface Value {
  cents: number | null;
  points: number | null;
}

interface DaypartOption<Because> {
  productId: string;
  productName: string;
  startsAt: string;
  endsAt: string;
  value: Value;
  isPossible: boolean;
  notPossibleBecause: Because | null;
}

interface Options<Because> {
  child: Child;
  groups: readonly {
    group: { groupId: string; groupName: string };
    options: readonly DaypartOption<Because>[];
  }[];
}

/** One thing that can be chosen, or could not. */
export interface Choice<Because = string> extends DaypartOption<Because> {
  childId: string;
  groupId: string;
  groupName: string;
}

interface Choices<Because> {
  /** For each time of day the cheapest that is possible. */
  shown: Choice<Because>[];
  /** Dearer ones of the same times, then what is not possible. */
  folded: Choice<Because>[];
}

const priceOf = ({ value: { cents, points } }: Choice<unknown>) => cents ?? points ?? 0;
const timesOf = ({ startsAt, endsAt }: Choice<unknown>) => `${startsAt}-${endsAt}`;

/** A child's options of a day, so that nine products are no wall on a phone. */
export function choicesOf<Because>({ child, groups }: Options<Because>): Choices<Because> {
  const all = groups.flatMap(({ group: { groupId, groupName }, options }) =>
    options.map((option) => ({ ...option, childId: child.childId, groupId, groupName })),
  );
  const possible = all
    .filter(({ isPossible }) => isPossible)
    .sort((a, b) => timesOf(a).localeCompare(timesOf(b)) || priceOf(a) - priceOf(b));
  const firstOf = new Map(possible.toReversed().map((choice) => [timesOf(choice), choice]));
  const shown = possible.filter((choice) => firstOf.get(timesOf(choice)) === choice);
  return {
    shown,
    folded: [
      ...possible.filter((choice) => !shown.includes(choice)),
      ...all.filter(({ isPossible }) => !isPossible),
    ],
  };
}

/** A chosen option as the request names it. */
export interface Chosen {
  childId: string;
  groupId: string;
  productId: string;
}

export const isChosen = (chosen: readonly Chosen[], { childId, groupId, productId }: Chosen) =>
  chosen.some(
    (each) => each.childId === childId && each.groupId === groupId && each.productId === productId,
  );

/** Takes a choice in, or out again. Times that meet another choice of the same child replace it. */
export function toggled(
  chosen: readonly Chosen[],
  choice: Choice<unknown>,
  all: readonly Choice<unknown>[],
): Chosen[] {
  if (isChosen(chosen, choice)) return chosen.filter((each) => !isChosen([each], choice));
  const meets = (each: Chosen) => {
    const other = all.find((candidate) => isChosen([each], candidate));
    return (
      other?.childId === choice.childId &&
      other.startsAt < choice.endsAt &&
      choice.startsAt < other.endsAt
    );
  };
  const { childId, groupId, productId } = choice;
  return [...chosen.filter((each) => !meets(each)), { childId, groupId, productId }];
}
