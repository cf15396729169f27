import { describe, expect, it } from '@jest/globals';
import { dateInFull } from './dates.rules.js';

describe('R248: a date in full', () => {
  it.each([
    ['nl', '2026-03-03', 'dinsdag 3 maart 2026'],
    ['nl', '2026-03-29', 'zondag 29 maart 2026'],
    ['en', '2026-03-03', 'Tuesday 3 March 2026'],
    ['en', '2028-02-29', 'Tuesday 29 February 2028'],
  ] as const)('in %s: %s', (language, on, expected) => {
    expect(dateInFull(language, on)).toBe(expected);
  });
});
