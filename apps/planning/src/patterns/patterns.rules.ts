import {
  eachDay,
  isoWeekOf,
  isWithin,
  type LocalDate,
  type TimeRange,
  weekdayOf,
} from '@ouderportaal/kernel';

/** Care on one weekday of every ISO week, or of the even or odd ones only. */
interface PatternTimes extends TimeRange {
  /** 1 (Monday) to 7. */
  weekday: number;
  weeks: 'all' | 'even' | 'odd';
}

/** A child's place in a group from a day to a day (both included) with its weekly pattern. */
export interface PlacementPattern {
  placementId: string;
  childId: string;
  groupId: string;
  startsOn: LocalDate;
  endsOn: LocalDate | null;
  days: PatternTimes[];
}

export interface ExpectedTimes extends TimeRange {
  childId: string;
  groupId: string;
  placementId: string;
  on: LocalDate;
}

/** Whether the group's location is closed on a day. */
export type GroupClosed = (groupId: string, on: LocalDate) => boolean;

interface DayOfWeek {
  weekday: number;
  weeks: 'even' | 'odd';
}

export function isPlacedOn(pattern: PlacementPattern, on: LocalDate): boolean {
  return isWithin(on, pattern.startsOn, pattern.endsOn);
}

/**
 * The one answer to "is this a care day of this child": the times at which the placement expects the
 * child on a day, in order; none outside the placement. Closures are not looked at here.
 */
export function expectedOn(pattern: PlacementPattern, on: LocalDate): TimeRange[] {
  return timesOn(pattern, on, dayOfWeek(on));
}

/** What all patterns expect from `from` to `until` (both included) on days that are not closed. */
export function expectedDays(
  patterns: readonly PlacementPattern[],
  from: LocalDate,
  until: LocalDate,
  isClosed: GroupClosed,
): ExpectedTimes[] {
  return eachDay(from, until).flatMap((on) => {
    const day = dayOfWeek(on);
    return patterns.flatMap((pattern) => {
      const times = timesOn(pattern, on, day);
      if (times.length === 0 || isClosed(pattern.groupId, on)) return [];
      const { childId, groupId, placementId } = pattern;
      return times.map((range) => ({ childId, groupId, placementId, on, ...range }));
    });
  });
}

/** A year of 53 ISO weeks has two odd weeks in a row, as the printed calendar has. */
function dayOfWeek(on: LocalDate): DayOfWeek {
  return { weekday: weekdayOf(on), weeks: isoWeekOf(on) % 2 === 0 ? 'even' : 'odd' };
}

function timesOn(pattern: PlacementPattern, on: LocalDate, day: DayOfWeek): TimeRange[] {
  if (!isPlacedOn(pattern, on)) return [];
  return pattern.days
    .filter(({ weekday, weeks }) => weekday === day.weekday && isInWeek(weeks, day))
    .map(({ startsAt, endsAt }) => ({ startsAt, endsAt }))
    .sort((a, b) => a.startsAt - b.startsAt);
}

function isInWeek(weeks: PatternTimes['weeks'], day: DayOfWeek): boolean {
  return weeks === 'all' || weeks === day.weeks;
}
