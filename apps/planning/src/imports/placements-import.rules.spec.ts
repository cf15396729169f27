import { describe, expect, it } from '@jest/globals';
import type { planning } from '@ouderportaal/contracts';
import {
  differenceOfPlacements,
  placementErrors,
  type PlacementFacts,
  wholePlacements,
} from './placements-import.rules.js';

const monday = (changed: Partial<planning.PatternDay> = {}): planning.PatternDay => ({
  weekday: 1,
  weeks: 'all',
  startsAt: '07:30',
  endsAt: '13:00',
  ...changed,
});
const placement = (number: string, changed: Partial<PlacementFacts> = {}): PlacementFacts => ({
  number,
  child: 'K1',
  group: 'G1',
  startsOn: '2026-01-01',
  endsOn: null,
  days: [monday()],
  ...changed,
});

describe('placements that are sent', () => {
  it.each<[string, Partial<PlacementFacts>, boolean]>([
    ['the same days', {}, true],
    ['another child', { child: 'K2' }, false],
    ['after the other one has ended', { startsOn: '2026-07-01' }, false],
    ['from its last day on', { startsOn: '2026-06-30' }, true],
    ['another weekday', { days: [monday({ weekday: 2 })] }, false],
    ['later that day', { days: [monday({ startsAt: '13:00', endsAt: '18:30' })] }, false],
    ['a minute too early', { days: [monday({ startsAt: '12:59', endsAt: '18:30' })] }, true],
    ['even weeks beside all', { days: [monday({ weeks: 'even' })] }, true],
    ['another group', { group: 'G2' }, true],
  ])('may overlap: %s', (_case, changed, isError) => {
    const first = placement('P1', { endsOn: '2026-06-30' });
    const second = placement('P2', changed);
    const error = {
      path: ['placements', 1, 'days', 0],
      message: 'Overlaps a day of placement P1',
    };
    expect(placementErrors([], [first, second])).toEqual(isError ? [error] : []);
    expect(placementErrors([first], [second])).toHaveLength(isError ? 1 : 0);
  });

  it('may share a weekday by even and odd weeks', () => {
    const even = placement('P1', { days: [monday({ weeks: 'even' })] });
    const odd = placement('P2', { days: [monday({ weeks: 'odd' })] });
    expect(placementErrors([even], [odd])).toEqual([]);
  });

  it('may not overlap themselves', () => {
    const twice = placement('P1', {
      days: [monday(), monday({ weeks: 'odd', startsAt: '09:00' })],
    });
    expect(placementErrors([], [twice])).toEqual([
      { path: ['placements', 0, 'days', 1], message: 'Overlaps a day of placement P1' },
    ]);
  });

  it('replace the stored one with their number', () => {
    expect(placementErrors([placement('P1')], [placement('P1')])).toEqual([]);
  });

  it('have a number once', () => {
    const other = placement('P1', { child: 'K2' });
    expect(placementErrors([], [placement('P1'), other])).toEqual([
      { path: ['placements', 1], message: 'P1 is in this import more than once' },
    ]);
  });

  it('are the same in whatever order their days come', () => {
    const [one, two] = [monday(), monday({ weekday: 3 })];
    const stored = placement('P1', { days: [one, two] });
    expect(differenceOfPlacements([stored], [placement('P1', { days: [two, one] })])).toMatchObject(
      { changes: [], unchanged: 1 },
    );
  });

  it('tell which fields differ', () => {
    const sent = placement('P1', { group: 'G2', endsOn: '2026-12-31', days: [] });
    expect(differenceOfPlacements([placement('P1')], [sent]).changes).toEqual([
      {
        kind: 'placement',
        number: 'P1',
        change: 'updated',
        fields: ['group', 'endsOn', 'days'],
        caution: 'removes',
      },
    ]);
  });

  it('keep the last day that a row leaves out, and the days on weekdays nobody speaks of', () => {
    const stored = placement('P1', {
      endsOn: '2026-12-31',
      days: [monday(), monday({ weekday: 6 })],
    });
    const row = { ...placement('P1', { days: [] }), endsOn: undefined };
    const [whole] = wholePlacements([stored], [row], [1, 2, 3, 4, 5]);

    expect(whole).toEqual({ ...stored, days: [monday({ weekday: 6 })] });
    expect(wholePlacements([], [row], [1])).toEqual([{ ...row, endsOn: null }]);
  });

  it('may not start after the last day that stays', () => {
    const late = placement('P1', { startsOn: '2026-07-01', endsOn: '2026-06-30' });
    expect(placementErrors([], [late]).map(({ path }) => path)).toEqual([
      ['placements', 0, 'startsOn'],
    ]);
  });
});
