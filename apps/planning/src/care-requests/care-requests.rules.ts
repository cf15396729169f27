import { DomainError, type planning } from '@ouderportaal/contracts';
import {
  addDays,
  daysBetween,
  eachDay,
  type LocalDate,
  type TimeRange,
  timesOverlap,
} from '@ouderportaal/kernel';

/** The longest period one booking may span, in days. */
export const LONGEST_PERIOD_DAYS = 62;

/** A day of a booking that can be asked for, priced. */
export interface AskedDay extends Omit<planning.NewBooking, 'until'>, TimeRange {
  /** Index of the booking in the request: days of one booking form a period (R125). */
  index: number;
  productName: string;
  cents: number | null;
  points: number | null;
}

/** The days a booking names, first and last included. @throws `date-range-invalid` */
export function daysOf(booking: Pick<planning.NewBooking, 'on' | 'until'>): LocalDate[] {
  const until = booking.until ?? booking.on;
  if (until < booking.on || daysBetween(booking.on, until) >= LONGEST_PERIOD_DAYS) {
    throw new DomainError('date-range-invalid', { days: LONGEST_PERIOD_DAYS });
  }
  return eachDay(booking.on, until);
}

/** One child cannot be asked for twice at the same time within one request either. */
export function assertNoDoubles(days: readonly AskedDay[]): void {
  const byChildAndDay = new Map<string, AskedDay[]>();
  for (const day of days) {
    const key = `${day.childId} ${day.on}`;
    const others = byChildAndDay.get(key) ?? [];
    if (others.some((other) => timesOverlap(other, day))) {
      throw new DomainError('already-requested', { on: day.on });
    }
    byChildAndDay.set(key, [...others, day]);
  }
}

/**
 * Whether a request is judged as a whole (R111): what the parent chose, else the organisation's
 * default where it can apply. Only exactly one day can be (R112).
 * @throws `whole-needs-one-day`
 */
export function isAsWhole(
  chosen: boolean | undefined,
  policy: Pick<planning.PlanningPolicy, 'asWholeByDefault'>,
  days: readonly { on: LocalDate }[],
): boolean {
  const isOneDay = new Set(days.map(({ on }) => on)).size === 1;
  if (chosen && !isOneDay) throw new DomainError('whole-needs-one-day');
  return chosen ?? (policy.asWholeByDefault && isOneDay);
}

/** R113: the last date to wait lies between today and the first day asked for, both included. */
export function assertLastDate(
  lapsesOn: LocalDate | undefined,
  today: LocalDate,
  days: readonly { on: LocalDate }[],
): void {
  if (lapsesOn === undefined) return;
  const first = firstDay(days);
  if (lapsesOn < today || lapsesOn > first) {
    throw new DomainError('last-date-invalid', { today, until: first });
  }
}

function firstDay(days: readonly { on: LocalDate }[]): LocalDate {
  return days.reduce((first, { on }) => (on < first ? on : first), days[0]?.on ?? '');
}

/** When the location usually decides (R117, R242): never before today. */
export function decidedAbout(
  policy: Pick<planning.PlanningPolicy, 'decisionDaysBefore'>,
  today: LocalDate,
  days: readonly { on: LocalDate }[],
): LocalDate | null {
  if (policy.decisionDaysBefore === null) return null;
  const usual = addDays(firstDay(days), -policy.decisionDaysBefore);
  return usual < today ? today : usual;
}

/** Sums in cents and half points; null where nothing of that measure is there. */
export function totalOf(values: readonly planning.Value[]): planning.Value {
  const sum = (all: (number | null)[]) => {
    const known = all.filter((one) => one !== null);
    return known.length === 0 ? null : known.reduce((total, one) => total + one, 0);
  };
  return {
    cents: sum(values.map(({ cents }) => cents)),
    points: sum(values.map(({ points }) => points)),
  };
}

/** Still waiting for a decision on `today`; past its last day it counts as withdrawn already (R113). */
export function isOpen(
  booking: { status: planning.BookingStatus; lapsesOn: LocalDate },
  today: LocalDate,
): boolean {
  return booking.status === 'requested' && booking.lapsesOn >= today;
}
