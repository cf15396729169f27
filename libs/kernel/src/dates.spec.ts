import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { addDays, eachDay, isoWeekOf, weekdayOf } from './dates.js';

const DAY_MS = 86_400_000;

const anyDay = fc
  .integer({ min: Date.UTC(1990, 0, 1) / DAY_MS, max: Date.UTC(2100, 0, 1) / DAY_MS })
  .map((day) => new Date(day * DAY_MS).toISOString().slice(0, 10));

describe('days of the calendar', () => {
  it('have the weekday and ISO week that the platform gives them', () => {
    fc.assert(
      fc.property(anyDay, (on) => {
        const { dayOfWeek, weekOfYear } = Temporal.PlainDate.from(on);
        expect([weekdayOf(on), isoWeekOf(on)]).toEqual([dayOfWeek, weekOfYear]);
      }),
    );
  });

  it('are counted as the platform counts them', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -500, max: 500 }), (on, days) => {
        expect(addDays(on, days)).toBe(Temporal.PlainDate.from(on).add({ days }).toString());
      }),
    );
  });

  it('follow each other without a gap, both ends included', () => {
    expect(eachDay('2028-02-27', '2028-03-01')).toEqual([
      '2028-02-27',
      '2028-02-28',
      '2028-02-29',
      '2028-03-01',
    ]);
    expect(eachDay('2026-03-02', '2026-03-01')).toEqual([]);
  });
});
