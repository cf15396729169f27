import type { Language, planning } from '@ouderportaal/contracts';
import { eachDay, type LocalDate } from '@ouderportaal/kernel';
import type { PublicHolidays } from './holidays.rules.js';

/** Days on which a location (null: all of them) is closed; both ends included. */
export interface Closure {
  locationId: string | null;
  startsOn: LocalDate;
  endsOn: LocalDate;
  reason: string;
}

/** What can close a day: the closures that were recorded, and the country's holidays. */
export interface Closures {
  recorded: readonly Closure[];
  holidays: PublicHolidays;
  /** In which holidays are named; Dutch unless it says otherwise. */
  language?: Language;
}

export interface DayClosed {
  reason: string;
  /** Null when the whole organisation is closed. */
  locationId: string | null;
}

export interface ClosureCalendar {
  /** Why a location is closed on a day of the calendar; null when it is open. */
  find(locationId: string, on: LocalDate): DayClosed | null;
  /** Every closed day: of the whole organisation once, else of each of these locations. */
  list(locationIds: readonly string[]): (DayClosed & { on: LocalDate })[];
}

/**
 * The closed days from `from` to `until`, both included. A recorded closure goes before a holiday, one
 * of the whole organisation before one of a location. To ask for a day outside is a mistake.
 */
export function closureCalendar(
  { recorded, holidays, language = 'nl' }: Closures,
  policy: planning.PlanningPolicy,
  from: LocalDate,
  until: LocalDate,
): ClosureCalendar {
  const byDay = new Map<LocalDate, DayClosed[]>();
  for (const closure of recorded) {
    for (const on of eachDay(later(closure.startsOn, from), earlier(closure.endsOn, until))) {
      byDay.set(on, [...(byDay.get(on) ?? []), closure]);
    }
  }
  const closed = (on: LocalDate): readonly DayClosed[] => {
    if (on < from || on > until) throw new RangeError(`${on} is outside this closure calendar`);
    const holiday = holidayOn(on, policy, holidays);
    const all = byDay.get(on) ?? [];
    return holiday ? [...all, { reason: holiday[language], locationId: null }] : all;
  };
  const whole = (on: LocalDate) => closed(on).find(({ locationId }) => locationId === null);
  const find = (locationId: string, on: LocalDate): DayClosed | null =>
    plain(whole(on) ?? closed(on).find((closure) => closure.locationId === locationId));
  return {
    find,
    list: (locationIds) =>
      eachDay(from, until).flatMap((on) => {
        const everywhere = plain(whole(on));
        const days = everywhere ? [everywhere] : locationIds.map((id) => find(id, on));
        return days.filter((day) => day !== null).map((day) => ({ on, ...day }));
      }),
  };
}

/** Whether a group's location is closed on a day; groups that are not among `groups` never are. */
export function groupClosed(
  calendar: ClosureCalendar,
  groups: readonly { groupId: string; locationId: string }[],
): (groupId: string, on: LocalDate) => boolean {
  const locations = new Map(groups.map(({ groupId, locationId }) => [groupId, locationId]));
  return (groupId, on) => {
    const locationId = locations.get(groupId);
    return locationId !== undefined && calendar.find(locationId, on) !== null;
  };
}

function holidayOn(on: LocalDate, policy: planning.PlanningPolicy, holidays: PublicHolidays) {
  if (!policy.closedOnPublicHolidays || policy.openOnHolidays.includes(on.slice(5))) return null;
  return holidays(on);
}

function plain(closure: DayClosed | undefined): DayClosed | null {
  return closure ? { reason: closure.reason, locationId: closure.locationId } : null;
}

function later(a: LocalDate, b: LocalDate): LocalDate {
  return a > b ? a : b;
}

function earlier(a: LocalDate, b: LocalDate): LocalDate {
  return a < b ? a : b;
}
