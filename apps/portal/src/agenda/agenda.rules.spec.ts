import { describe, expect, it } from '@jest/globals';
import { type Choice, choicesOf, levelsOf, marksOf, toggled } from './agenda.rules.js';

const noor = { childId: 'noor', firstName: 'Noor' };
const sem = { childId: 'sem', firstName: 'Sem' };
const group = { groupId: 'egels', groupName: 'Egels' };

const option = (
  productId: string,
  [startsAt, endsAt]: [string, string],
  points: number,
  notPossibleBecause: string | null = null,
) => ({
  productId,
  productName: productId,
  startsAt,
  endsAt,
  value: { cents: null, points },
  isPossible: notPossibleBecause === null,
  notPossibleBecause,
});

describe('the marks of a month', () => {
  const entry = (
    on: string,
    child: typeof noor,
    status: 'requested' | 'approved' | 'rejected' | 'cancelled' | null,
  ) => ({ on, child, startsAt: '07:30', status });

  it('R85, R93: are one for each child of a day, in the order of the children', () => {
    const marks = marksOf([entry('2026-12-02', noor, null), entry('2026-12-02', sem, null)]);

    expect(marks.get('2026-12-02')).toEqual([
      { ...noor, standing: 'planned' },
      { ...sem, standing: 'planned' },
    ]);
  });

  it('R115: what waits shows before what is planned, in whichever order they come', () => {
    const both = [entry('2026-12-02', noor, null), entry('2026-12-02', noor, 'requested')];

    for (const entries of [both, both.toReversed()]) {
      expect(marksOf(entries).get('2026-12-02')).toEqual([{ ...noor, standing: 'requested' }]);
    }
  });

  it('leave out what was cancelled', () => {
    expect(marksOf([entry('2026-12-02', noor, 'cancelled')]).size).toBe(0);
  });
});

describe('how full the days of a month are', () => {
  const day = (places: 'plenty' | 'few' | 'full' | null, isPossible = true) => ({
    days: [{ on: '2026-12-15', isPossible, places }],
  });

  it.each([
    ['the child that has it best counts', [day('full'), day('few')], 'few'],
    ['places that are not counted are plenty', [day(null)], 'plenty'],
    [
      'a child for whom nothing is possible does not count',
      [day('plenty', false), day('full')],
      'full',
    ],
    ['nothing possible is nothing', [day(null, false)], undefined],
  ])('R91: %s', (_, children, level) => {
    expect(levelsOf(children).get('2026-12-15')).toBe(level);
  });
});

describe('the options of a child on a day', () => {
  const options = {
    child: noor,
    groups: [
      {
        group,
        options: [
          option('dear', ['07:30', '12:30'], 3),
          option('cheap', ['07:30', '12:30'], 2),
          option('whole', ['07:30', '18:30'], 4),
          option('gone', ['12:30', '18:30'], 2, 'already-planned'),
        ],
      },
    ],
  };

  it('R98: show the cheapest of each time, and fold the rest and what is not possible', () => {
    const { shown, folded } = choicesOf(options);

    expect(shown.map(({ productId }) => productId)).toEqual(['cheap', 'whole']);
    expect(folded.map(({ productId }) => productId)).toEqual(['dear', 'gone']);
  });

  it('lose nothing and double nothing', () => {
    const { shown, folded } = choicesOf(options);

    expect([...shown, ...folded].map(({ productId }) => productId).sort()).toEqual(
      options.groups[0]!.options.map(({ productId }) => productId).sort(),
    );
  });
});

describe('choosing', () => {
  const choice = (childId: string, productId: string, times: [string, string]): Choice => ({
    ...option(productId, times, 1),
    childId,
    ...group,
  });
  const morning = choice('noor', 'morning', ['07:30', '12:30']);
  const whole = choice('noor', 'whole', ['07:30', '18:30']);
  const afternoon = choice('noor', 'afternoon', ['12:30', '18:30']);
  const brother = choice('sem', 'morning', ['07:30', '12:30']);
  const all = [morning, whole, afternoon, brother];
  const idsOf = (chosen: readonly { childId: string; productId: string }[]) =>
    chosen.map(({ childId, productId }) => `${childId}/${productId}`);

  it('the same again takes it out', () => {
    expect(toggled(toggled([], morning, all), morning, all)).toEqual([]);
  });

  it('times that meet another choice of the same child replace it', () => {
    const chosen = toggled(toggled([], morning, all), whole, all);

    expect(idsOf(chosen)).toEqual(['noor/whole']);
  });

  it('times that follow each other, and another child’s, stay', () => {
    const chosen = toggled(toggled(toggled([], morning, all), afternoon, all), brother, all);

    expect(idsOf(chosen)).toEqual(['noor/morning', 'noor/afternoon', 'sem/morning']);
  });
});
