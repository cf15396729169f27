import type { planning } from '@ouderportaal/contracts';

export const policy = (
  changed: Partial<planning.PlanningPolicy> = {},
): planning.PlanningPolicy => ({
  valuation: 'money',
  requestUntilDaysBefore: 1,
  requestUpToDaysAhead: 180,
  cancelUntilDaysBefore: 2,
  asWholeByDefault: true,
  decisionDaysBefore: 14,
  takeBackMinutes: 0,
  closedOnPublicHolidays: true,
  openOnHolidays: [],
  ...changed,
});

export const MORNING: planning.DaypartRow = {
  code: 'morning',
  name: 'Ochtend',
  startsAt: '07:30',
  endsAt: '13:00',
};
export const AFTERNOON: planning.DaypartRow = {
  code: 'afternoon',
  name: 'Middag',
  startsAt: '13:00',
  endsAt: '18:30',
};

export const product = (changed: Partial<planning.ProductRow> = {}): planning.ProductRow => ({
  code: 'whole-day',
  name: 'Hele dag',
  startsAt: '07:30',
  endsAt: '18:30',
  cents: 11000,
  points: 4,
  weekdays: [1, 2, 3, 4, 5],
  groups: ['G1'],
  validFrom: '2025-01-01',
  validUntil: null,
  ...changed,
});

/** A day of a weekly pattern: every week, the whole day, unless told otherwise. */
export const patternDay = (
  weekday: planning.PatternDay['weekday'],
  changed: Partial<planning.PatternDay> = {},
): planning.PatternDay => ({
  weekday,
  weeks: 'all',
  startsAt: '07:30',
  endsAt: '18:30',
  ...changed,
});

export function capacitiesOf(
  groups: readonly string[],
  dayparts: readonly planning.DaypartRow[],
  places: number,
): planning.CapacityRow[] {
  return groups.flatMap((group) => dayparts.map(({ code }) => ({ group, daypart: code, places })));
}
