import { describe, expect, it } from '@jest/globals';
import { addDays, eachDay, isoWeekOf, weekdayOf } from '@ouderportaal/kernel';
import fc from 'fast-check';
import { expectedDays, expectedOn, isPlacedOn, type PlacementPattern } from './patterns.rules.js';

const MONDAY = { weekday: 1, weeks: 'all', startsAt: 450, endsAt: 1110 } as const;

const pattern = (changed: Partial<PlacementPattern> = {}): PlacementPattern => ({
  placementId: 'placement',
  childId: 'child',
  groupId: 'group',
  startsOn: '2026-01-01',
  endsOn: null,
  days: [MONDAY],
  ...changed,
});
const never = () => false;

const someDay = fc.integer({ min: 0, max: 800 }).map((days) => addDays('2025-12-01', days));
const somePattern = fc
  .record({
    startsOn: someDay,
    lasts: fc.option(fc.nat(400)),
    days: fc.array(
      fc.record({
        weekday: fc.integer({ min: 1, max: 7 }),
        weeks: fc.constantFrom('all' as const, 'even' as const, 'odd' as const),
        startsAt: fc.constantFrom(450, 780),
        endsAt: fc.constantFrom(800, 1110),
      }),
      { maxLength: 8 },
    ),
  })
  .map(({ startsOn, lasts, days }) =>
    pattern({ startsOn, endsOn: lasts === null ? null : addDays(startsOn, lasts), days }),
  );

describe('a weekly pattern', () => {
  it('expects the child on its weekday only', () => {
    expect(expectedOn(pattern(), '2026-03-02')).toEqual([{ startsAt: 450, endsAt: 1110 }]);
    expect(expectedOn(pattern(), '2026-03-03')).toEqual([]);
  });

  it.each([
    ['the day before it starts', '2026-03-01', false],
    ['its first day', '2026-03-02', true],
    ['its last day', '2026-03-09', true],
    ['the day after it ends', '2026-03-10', false],
  ])('R85: holds on %s: %s', (_case, on, isPlaced) => {
    const days = [1, 2, 7].map((weekday) => ({ ...MONDAY, weekday }));
    const placement = pattern({ startsOn: '2026-03-02', endsOn: '2026-03-09', days });
    expect(isPlacedOn(placement, on)).toBe(isPlaced);
    expect(expectedOn(placement, on)).toHaveLength(isPlaced ? 1 : 0);
  });

  it('puts the times of a day in order', () => {
    const days = [
      { ...MONDAY, startsAt: 900, endsAt: 1110 },
      { ...MONDAY, startsAt: 450, endsAt: 510 },
    ];
    expect(expectedOn(pattern({ days }), '2026-03-02')).toEqual([
      { startsAt: 450, endsAt: 510 },
      { startsAt: 900, endsAt: 1110 },
    ]);
  });

  it('counts even and odd weeks by ISO number, also where week 53 and week 1 follow each other', () => {
    const mondays = ['2026-12-21', '2026-12-28', '2027-01-04', '2027-01-11'];
    expect(mondays.map(isoWeekOf)).toEqual([52, 53, 1, 2]);
    const cameIn = (weeks: 'even' | 'odd') =>
      mondays.filter((on) => expectedOn(pattern({ days: [{ ...MONDAY, weeks }] }), on).length > 0);
    expect(cameIn('even')).toEqual(['2026-12-21', '2027-01-11']);
    expect(cameIn('odd')).toEqual(['2026-12-28', '2027-01-04']);
  });

  it('gives week 1 to the days of December that belong to it', () => {
    const odd = pattern({
      startsOn: '2024-01-01',
      days: [{ ...MONDAY, weekday: 2, weeks: 'odd' as const }],
    });
    expect(expectedOn(odd, '2024-12-31')).toHaveLength(1);
  });

  it('comes in every week either even or odd, and the two together are all weeks', () => {
    fc.assert(
      fc.property(someDay, (on) => {
        const times = (weeks: 'all' | 'even' | 'odd') =>
          expectedOn(
            pattern({
              startsOn: '2025-01-01',
              days: [{ ...MONDAY, weekday: weekdayOf(on), weeks }],
            }),
            on,
          );
        expect([...times('even'), ...times('odd')]).toEqual(times('all'));
        expect(times('all')).toHaveLength(1);
      }),
    );
  });

  it('expands a period to what its days give one by one', () => {
    fc.assert(
      fc.property(fc.array(somePattern, { maxLength: 4 }), someDay, fc.nat(120), (all, from, n) => {
        const until = addDays(from, n);
        const oneByOne = eachDay(from, until).flatMap((on) => expectedDays(all, on, on, never));
        expect(expectedDays(all, from, until, never)).toEqual(oneByOne);
      }),
      { numRuns: 50 },
    );
  });

  it('expects nobody on closed days, and everybody as before on the others', () => {
    fc.assert(
      fc.property(somePattern, someDay, fc.integer({ min: 1, max: 7 }), (one, from, closed) => {
        const until = addDays(from, 60);
        const isClosed = (_groupId: string, on: string) => weekdayOf(on) === closed;
        expect(expectedDays([one], from, until, isClosed)).toEqual(
          expectedDays([one], from, until, never).filter(({ on }) => weekdayOf(on) !== closed),
        );
      }),
      { numRuns: 50 },
    );
  });

  it('is closed only for the groups of the location that is', () => {
    const here = pattern();
    const there = pattern({ groupId: 'elsewhere', childId: 'other' });
    const isClosed = (groupId: string) => groupId === 'elsewhere';
    expect(expectedDays([here, there], '2026-03-02', '2026-03-02', isClosed)).toEqual([
      {
        childId: 'child',
        groupId: 'group',
        placementId: 'placement',
        on: '2026-03-02',
        startsAt: 450,
        endsAt: 1110,
      },
    ]);
  });
});
