/** A calendar day as `YYYY-MM-DD`; compares correctly as text. Ranges of days include both ends. */
export type LocalDate = string;

/** ISO weekday: 1 is Monday, 7 is Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

const DAY_MS = 86_400_000;

/** The calendar day of an instant in a time zone. */
export function dateIn(timeZone: string, instant: Date): LocalDate {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainDate()
    .toString();
}

export function addDays(on: LocalDate, days: number): LocalDate {
  return new Date(Date.parse(on) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return Temporal.PlainDate.from(from).until(to, { largestUnit: 'days' }).days;
}

export function weekdayOf(on: LocalDate): Weekday {
  return (new Date(on).getUTCDay() || 7) as Weekday;
}

/** ISO week number (1–53); even and odd weeks of a weekly pattern count by it. */
export function isoWeekOf(on: LocalDate): number {
  // A week belongs to the year of its Thursday.
  const thursday = new Date(Date.parse(on) + (4 - weekdayOf(on)) * DAY_MS);
  const newYear = Date.UTC(thursday.getUTCFullYear(), 0, 1);
  return Math.floor((thursday.getTime() - newYear) / DAY_MS / 7) + 1;
}

/** Every day from `from` to `until`, both included; empty when `until` is earlier. */
export function eachDay(from: LocalDate, until: LocalDate): LocalDate[] {
  // Days of UTC have no summer time, and this runs for every day of every calendar.
  const days: LocalDate[] = [];
  const last = Date.parse(until);
  for (let day = Date.parse(from); day <= last; day += DAY_MS) {
    days.push(new Date(day).toISOString().slice(0, 10));
  }
  return days;
}

/** Whether a day lies in a range; an open end (`null`) never ends. */
export function isWithin(on: LocalDate, from: LocalDate, until: LocalDate | null): boolean {
  return on >= from && (until === null || on <= until);
}

/** Whether two day ranges share a day; an open end (`null`) never ends. */
export function rangesOverlap(
  a: { from: LocalDate; until: LocalDate | null },
  b: { from: LocalDate; until: LocalDate | null },
): boolean {
  return (b.until === null || a.from <= b.until) && (a.until === null || b.from <= a.until);
}
