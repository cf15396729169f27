import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import * as dates from './dates.js';

const anyDay = fc
  .date({
    min: new Date('2000-01-01T00:00:00Z'),
    max: new Date('2099-12-31T00:00:00Z'),
    noInvalidDate: true,
  })
  .map((date) => date.toISOString().slice(0, 10));

describe('days', () => {
  it('count the same forth and back, over changes of the clock and leap days', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -800, max: 800 }), (day, count) => {
        const other = dates.addDays(day, count);

        expect(dates.addDays(other, -count)).toBe(day);
        expect(dates.daysBetween(day, other)).toBe(count);
      }),
    );
  });

  it.each([
    ['2026-03-29', '2026-03-30'],
    ['2026-10-25', '2026-10-26'],
    ['2028-02-28', '2028-02-29'],
    ['2026-12-31', '2027-01-01'],
  ])('the day after %s is %s', (day, next) => {
    expect(dates.addDays(day, 1)).toBe(next);
  });
});

describe('the weeks of a month', () => {
  it('begin on Monday, follow each other and hold every day of the month', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const month = dates.monthOf(day);
        const weeks = dates.weeksOf(month);
        const days = weeks.flat();

        expect(weeks.length).toBeGreaterThanOrEqual(4);
        expect(weeks.length).toBeLessThanOrEqual(6);
        expect(weeks.every((week) => week.length === 7 && dates.weekdayOf(week[0]!) === 0)).toBe(
          true,
        );
        expect(days).toEqual(dates.daysFrom(days[0]!, days.length));
        expect(days).toContain(dates.firstOfMonth(month));
        expect(days).toContain(dates.lastOfMonth(month));
      }),
    );
  });
});

describe('today', () => {
  it('is the organisation’s, whatever the zone of the phone', () => {
    const justAfterMidnight = new Date('2026-11-25T23:30:00Z');

    expect(dates.todayIn('Europe/Amsterdam', justAfterMidnight)).toBe('2026-11-26');
    expect(dates.todayIn('America/New_York', justAfterMidnight)).toBe('2026-11-25');
  });
});

describe('what people read', () => {
  it('is said in their language', () => {
    expect(dates.sayDay('2026-12-15', 'nl')).toBe('dinsdag 15 december');
    expect(dates.sayDay('2026-12-15', 'en')).toBe('Tuesday 15 December');
    expect(dates.sayMonth('2026-12', 'nl')).toBe('december 2026');
    expect(dates.sayMoney(41_400, 'nl')).toBe('€\u00a0414,00');
    expect(dates.sayList(['Noor', 'Sem', 'Aya'], 'nl')).toBe('Noor, Sem en Aya');
  });

  it('shows the clock of the organisation, in summer and in winter', () => {
    expect(dates.sayClock('2026-07-01T05:25:00Z', 'nl', 'Europe/Amsterdam')).toBe('07:25');
    expect(dates.sayClock('2026-12-01T06:25:00Z', 'nl', 'Europe/Amsterdam')).toBe('07:25');
  });
});
