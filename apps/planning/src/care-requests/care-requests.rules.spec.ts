import { describe, expect, it } from '@jest/globals';
import { addDays } from '@ouderportaal/kernel';
import fc from 'fast-check';
import {
  type AskedDay,
  assertLastDate,
  assertNoDoubles,
  daysOf,
  decidedAbout,
  isAsWhole,
  isOpen,
  LONGEST_PERIOD_DAYS,
  totalOf,
} from './care-requests.rules.js';

const day = (on: string, overrides: Partial<AskedDay> = {}): AskedDay => ({
  index: 0,
  childId: 'child',
  groupId: 'group',
  productId: 'product',
  productName: 'Whole day',
  on,
  startsAt: 450,
  endsAt: 1110,
  cents: 5000,
  points: 4,
  ...overrides,
});

const codeOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    return (error as { code: string }).code;
  }
  return 'none';
};

describe('the days of a booking', () => {
  it('are one day when no end is given', () => {
    expect(daysOf({ on: '2026-03-10' })).toEqual(['2026-03-10']);
  });

  it('R109: are every day of a period, both ends included', () => {
    expect(daysOf({ on: '2026-03-30', until: '2026-04-01' })).toEqual([
      '2026-03-30',
      '2026-03-31',
      '2026-04-01',
    ]);
  });

  it.each([
    ['ends before it starts', -1, 'date-range-invalid'],
    ['is as long as it may be', LONGEST_PERIOD_DAYS - 1, 'none'],
    ['is a day too long', LONGEST_PERIOD_DAYS, 'date-range-invalid'],
  ])('a period that %s', (_case, length, code) => {
    const until = addDays('2026-03-10', length);
    expect(codeOf(() => daysOf({ on: '2026-03-10', until }))).toBe(code);
  });
});

describe('asking for the same time twice', () => {
  it('is refused for one child', () => {
    const twice = [day('2026-03-10', { endsAt: 780 }), day('2026-03-10', { startsAt: 700 })];
    expect(codeOf(() => assertNoDoubles(twice))).toBe('already-requested');
  });

  it('is fine for times that only touch, other children and other days', () => {
    const apart = [
      day('2026-03-10', { endsAt: 780 }),
      day('2026-03-10', { startsAt: 780 }),
      day('2026-03-10', { childId: 'brother' }),
      day('2026-03-11'),
    ];
    expect(codeOf(() => assertNoDoubles(apart))).toBe('none');
  });
});

describe('judging as a whole', () => {
  const byDefault = { asWholeByDefault: true };

  it.each([
    ['R111: chosen for one day', true, ['2026-03-10', '2026-03-10'], true],
    ['R111: the default for one day', undefined, ['2026-03-10'], true],
    ['left out by choice', false, ['2026-03-10'], false],
    ['R112: never the default for several days', undefined, ['2026-03-10', '2026-03-12'], false],
  ])('%s', (_case, chosen, on, expected) => {
    expect(
      isAsWhole(
        chosen,
        byDefault,
        on.map((date) => day(date)),
      ),
    ).toBe(expected);
  });

  it('R112: is refused when chosen for several days', () => {
    const days = [day('2026-03-10'), day('2026-03-12')];
    expect(codeOf(() => isAsWhole(true, byDefault, days))).toBe('whole-needs-one-day');
  });
});

describe('the last date to wait', () => {
  it.each([
    ['today', '2026-03-02', 'none'],
    ['the first day asked for', '2026-03-10', 'none'],
    ['yesterday', '2026-03-01', 'last-date-invalid'],
    ['after the first day asked for', '2026-03-11', 'last-date-invalid'],
  ])('R113: %s', (_case, lapsesOn, code) => {
    const days = [day('2026-03-12'), day('2026-03-10')];
    expect(codeOf(() => assertLastDate(lapsesOn, '2026-03-02', days))).toBe(code);
  });

  it('R113: closes a request on the day after', () => {
    const booking = { status: 'requested' as const, lapsesOn: '2026-03-05' };
    expect(isOpen(booking, '2026-03-05')).toBe(true);
    expect(isOpen(booking, '2026-03-06')).toBe(false);
  });
});

describe('the usual moment of the decision', () => {
  it('R117: lies two weeks before the first day', () => {
    expect(decidedAbout({ decisionDaysBefore: 14 }, '2026-03-02', [day('2026-04-10')])).toBe(
      '2026-03-27',
    );
  });

  it('is never in the past', () => {
    expect(decidedAbout({ decisionDaysBefore: 14 }, '2026-03-02', [day('2026-03-10')])).toBe(
      '2026-03-02',
    );
  });
});

describe('the value', () => {
  it('R100: of a request is exactly the sum of its days', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1_000_000), { minLength: 1 }), (cents) => {
        const total = totalOf(cents.map((one) => ({ cents: one, points: null })));
        expect(total).toEqual({ cents: cents.reduce((a, b) => a + b, 0), points: null });
      }),
    );
  });
});
