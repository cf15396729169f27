/** A calendar day as `2026-11-26`: a date without a time or a zone. */
export type LocalDate = string;
/** A time of day as `07:30`. */
export type TimeOfDay = string;
export type Language = 'nl' | 'en';

const DAY_MS = 86_400_000;

const toUtc = (date: LocalDate) => new Date(`${date}T00:00:00Z`);
const ofUtc = (date: Date): LocalDate => date.toISOString().slice(0, 10);

export const addDays = (date: LocalDate, days: number): LocalDate =>
  ofUtc(new Date(toUtc(date).getTime() + days * DAY_MS));

export const daysBetween = (from: LocalDate, until: LocalDate): number =>
  Math.round((toUtc(until).getTime() - toUtc(from).getTime()) / DAY_MS);

/** 0 for Monday to 6 for Sunday. */
export const weekdayOf = (date: LocalDate): number => (toUtc(date).getUTCDay() + 6) % 7;

/** `2026-11` of `2026-11-26`. */
export const monthOf = (date: LocalDate): string => date.slice(0, 7);

export const firstOfMonth = (month: string): LocalDate => `${month}-01`;

export function addMonths(month: string, count: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return ofUtc(new Date(Date.UTC(year, number - 1 + count, 1))).slice(0, 7);
}

export const lastOfMonth = (month: string): LocalDate => addDays(`${addMonths(month, 1)}-01`, -1);

export const mondayOf = (date: LocalDate): LocalDate => addDays(date, -weekdayOf(date));

export const daysFrom = (first: LocalDate, count: number): LocalDate[] =>
  Array.from({ length: count }, (_, i) => addDays(first, i));

/** The weeks that a month touches, each from Monday to Sunday: four to six. */
export function weeksOf(month: string): LocalDate[][] {
  const first = mondayOf(firstOfMonth(month));
  const weeks = Math.ceil((daysBetween(first, lastOfMonth(month)) + 1) / 7);
  return Array.from({ length: weeks }, (_, week) => daysFrom(addDays(first, week * 7), 7));
}

/** Today where the organisation is, whatever the phone's own zone says. */
export function todayIn(timeZone: string, now: Date): LocalDate {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(now);
  return parts.slice(0, 10);
}

const localeOf = { nl: 'nl-NL', en: 'en-GB' } as const;
const formats = new Map<string, Intl.DateTimeFormat>();

function format(language: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = language + JSON.stringify(options);
  let made = formats.get(key);
  if (!made) {
    made = new Intl.DateTimeFormat(localeOf[language], options);
    formats.set(key, made);
  }
  return made;
}

const DAY_STYLES = {
  /** dinsdag 15 december */
  long: { weekday: 'long', day: 'numeric', month: 'long' },
  /** dinsdag 15 december 2026 */
  full: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  /** di 15 dec */
  short: { weekday: 'short', day: 'numeric', month: 'short' },
  /** 15 december 2026 */
  date: { day: 'numeric', month: 'long', year: 'numeric' },
  weekday: { weekday: 'short' },
  weekdayLong: { weekday: 'long' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

export const sayDay = (
  date: LocalDate,
  language: Language,
  style: keyof typeof DAY_STYLES = 'long',
): string => format(language, { ...DAY_STYLES[style], timeZone: 'UTC' }).format(toUtc(date));

/** december 2026 */
export const sayMonth = (month: string, language: Language): string =>
  format(language, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    toUtc(firstOfMonth(month)),
  );

/** When something happened, as people there saw it on the clock: `25 nov, 18:16`. */
export const sayInstant = (instant: string | Date, language: Language, timeZone: string): string =>
  format(language, {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  }).format(new Date(instant));

export const sayClock = (instant: string | Date, language: Language, timeZone: string): string =>
  format(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone }).format(
    new Date(instant),
  );

export const sayTimes = (from: TimeOfDay, until: TimeOfDay): string => `${from}–${until}`;

export const sayMoney = (cents: number, language: Language): string =>
  new Intl.NumberFormat(localeOf[language], { style: 'currency', currency: 'EUR' }).format(
    cents / 100,
  );

export const sayNumber = (number: number, language: Language): string =>
  new Intl.NumberFormat(localeOf[language], { maximumFractionDigits: 2 }).format(number);

/** Noor, Sem en Aya */
export const sayList = (words: readonly string[], language: Language): string =>
  new Intl.ListFormat(localeOf[language], { type: 'conjunction' }).format(words);
