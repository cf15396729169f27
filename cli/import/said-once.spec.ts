import { describe, expect, it } from '@jest/globals';
import { type RowError, saidOnce } from './said-once.js';

const errorOn = (line: number, value?: string, reason = 'Must be a day'): RowError => ({
  file: 'children.csv',
  line,
  column: 'born_on',
  reason,
  ...(value !== undefined && { value }),
});
const said = (errors: readonly RowError[], lines: number) =>
  saidOnce(errors, lines).map(({ line, reason }) => `${line}: ${reason}`);

describe('an error that every line has', () => {
  it('is said once, with the values that lines have', () => {
    expect(said([errorOn(2, '1/1/20'), errorOn(3, '2/1/20'), errorOn(4, '1/1/20')], 3)).toEqual([
      '2: Must be a day (it is "1/1/20", on other lines "2/1/20"); the same on all 3 lines',
    ]);
  });

  it('shows some values when there are many', () => {
    const errors = Array.from({ length: 9 }, (_, at) => errorOn(at + 2, `1/${at}/20`));
    expect(said(errors, 9)).toEqual([
      '2: Must be a day (it is "1/0/20", on other lines "1/1/20", "1/2/20" and others); the same on all 9 lines',
    ]);
  });

  it('shows one value when all lines have that one, and none that must not be shown', () => {
    const alike = [2, 3, 4].map((line) => errorOn(line, 'gisteren'));
    expect(said(alike, 3)).toEqual([
      '2: Must be a day (it is "gisteren"); the same on all 3 lines',
    ]);
    const unseen = [2, 3, 4].map((line) => errorOn(line));
    expect(said(unseen, 3)).toEqual(['2: Must be a day; the same on all 3 lines']);
  });

  it('keeps what a value itself says', () => {
    const odd = [2, 3, 4].map((line) => errorOn(line, `dag (it is "${line}")`));
    expect(said(odd, 3)).toEqual([
      '2: Must be a day (it is "dag (it is "2")", on other lines "dag (it is "3")", "dag (it is "4")"); the same on all 3 lines',
    ]);
  });
});

describe('any other error', () => {
  it('is said on its line, beside one that every line has', () => {
    const reason = 'Must be in the past';
    const errors = [2, 3, 4].flatMap((line) =>
      line === 3 ? [errorOn(3, 'x'), errorOn(3, '2090-01-01', reason)] : [errorOn(line, 'x')],
    );
    expect(said(errors, 3)).toEqual([
      '2: Must be a day (it is "x"); the same on all 3 lines',
      '3: Must be in the past (it is "2090-01-01")',
    ]);
  });

  it('is said for each of a few lines, and where one line is right', () => {
    const both = [errorOn(2, 'a'), errorOn(3, 'b')];
    const each = ['2: Must be a day (it is "a")', '3: Must be a day (it is "b")'];
    expect(said(both, 2)).toEqual(each);
    expect(said(both, 3)).toEqual(each);
  });

  it('shows the beginning of a long value', () => {
    expect(said([errorOn(2, 'x'.repeat(41))], 9)).toEqual([
      `2: Must be a day (it is "${'x'.repeat(40)}…")`,
    ]);
  });
});
