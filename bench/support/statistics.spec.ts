import { describe, expect, it } from '@jest/globals';
import { median, quantile, spread } from './statistics.js';

describe('the statistics of a benchmark', () => {
  it('take the middle value, whatever the order', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 3, 2])).toBe(2.5);
  });

  it('interpolate between two values', () => {
    expect(quantile([0, 10], 0.25)).toBe(2.5);
    expect(quantile([1, 2, 3, 4, 5], 0.75)).toBe(4);
  });

  it('give the spread of the middle half as a share of the median', () => {
    expect(spread([1, 2, 3, 4, 5])).toBeCloseTo(2 / 3);
    expect(spread([7, 7, 7])).toBe(0);
  });
});
