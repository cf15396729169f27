import type { LocalDate } from '@ouderportaal/kernel';

interface HolidayName {
  nl: string;
  en: string;
}

/** The Dutch public holiday on a day, or null. */
export type PublicHolidays = (on: LocalDate) => HolidayName | null;

/** The library calls it a school holiday because employers choose; the law lists it as public. */
const LIBERATION_DAY = '05-05';

let loading: Promise<PublicHolidays> | undefined;

/** Loads the holiday rules once: their data takes a second and 40 MB that start-up can do without. */
export function loadPublicHolidays(): Promise<PublicHolidays> {
  return (loading ??= publicHolidays());
}

async function publicHolidays(): Promise<PublicHolidays> {
  const { default: Holidays } = await import('date-holidays');
  const dutch = new Holidays('NL');
  const years = new Map<string, Map<LocalDate, HolidayName>>();

  const namesOf = (year: string, language: 'nl' | 'en') =>
    dutch
      .getHolidays(Number(year), language)
      .map(({ date, name, type }) => ({ on: date.slice(0, 10), name, type }))
      .filter(({ on, type }) => type === 'public' || on.endsWith(LIBERATION_DAY));

  const holidaysOf = (year: string) => {
    const english = new Map(namesOf(year, 'en').map(({ on, name }) => [on, name]));
    return new Map(
      namesOf(year, 'nl').map(({ on, name }) => [on, { nl: name, en: english.get(on) ?? name }]),
    );
  };

  return (on) => {
    const year = on.slice(0, 4);
    const holidays = years.get(year) ?? holidaysOf(year);
    years.set(year, holidays);
    return holidays.get(on) ?? null;
  };
}
