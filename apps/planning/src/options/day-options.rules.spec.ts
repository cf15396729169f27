import { describe, expect, it } from '@jest/globals';
import { addDays, eachDay } from '@ouderportaal/kernel';
import { levelOf, assertJudgeablePeriod } from './day-options.rules.js';

describe('the places of a day', () => {
  it.each([
    [-2, 'full'],
    [0, 'full'],
    [1, 'few'],
    [3, 'few'],
    [4, 'plenty'],
    [null, null],
  ])('%s left are %s', (left, level) => {
    expect(levelOf(left)).toBe(level);
  });
});

describe('a period of days to choose from', () => {
  const first = '2026-03-01';

  it('is of one to 42 days, enough for any month in whole weeks', () => {
    expect(() => assertJudgeablePeriod(first, first)).not.toThrow();
    expect(() => assertJudgeablePeriod(first, addDays(first, 41))).not.toThrow();
    expect(eachDay(first, addDays(first, 41))).toHaveLength(42);
  });

  it.each([
    ['longer', addDays(first, 42)],
    ['backward', addDays(first, -1)],
  ])('is not %s', (_case, until) => {
    expect(() => assertJudgeablePeriod(first, until)).toThrow(
      expect.objectContaining({ code: 'date-range-invalid', parameters: { days: 42 } }),
    );
  });
});
