import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { differenceOf, duplicates, leftOut, type RowKind } from './difference.rules.js';

interface Row {
  code: string;
  name: string;
  groups: string[];
}
const DAYPART: RowKind<Row> = { kind: 'daypart', numberOf: ({ code }) => code };
const row = (code: string, name = 'Ochtend', groups: string[] = []): Row => ({
  code,
  name,
  groups,
});

describe('the difference between stored and sent rows', () => {
  it('is what is new, what differs and in which fields, and how many are the same', () => {
    const stored = [row('a'), row('b'), row('c', 'Middag', ['G1'])];
    const sent = [row('a'), row('b', 'Avond'), row('c', 'Middag', ['G1', 'G2']), row('d')];

    expect(differenceOf(DAYPART, stored, sent)).toEqual({
      changes: [
        { kind: 'daypart', number: 'b', change: 'updated', fields: ['name'] },
        { kind: 'daypart', number: 'c', change: 'updated', fields: ['groups'] },
        { kind: 'daypart', number: 'd', change: 'created', fields: [] },
      ],
      unchanged: 1,
      created: [row('d')],
      updated: [row('b', 'Avond'), row('c', 'Middag', ['G1', 'G2'])],
    });
  });

  it('turns the stored rows into the sent ones', () => {
    const someRows = fc.uniqueArray(
      fc.record({
        code: fc.constantFrom('a', 'b', 'c', 'd'),
        name: fc.constantFrom('Ochtend', 'Middag'),
        groups: fc.subarray(['G1', 'G2']),
      }),
      { selector: ({ code }) => code },
    );
    fc.assert(
      fc.property(someRows, someRows, (stored, sent) => {
        const { created, updated, changes, unchanged } = differenceOf(DAYPART, stored, sent);
        const after = new Map(stored.map((one) => [one.code, one]));
        for (const gone of leftOut(DAYPART, stored, sent).rows) after.delete(gone.code);
        for (const one of [...created, ...updated]) after.set(one.code, one);

        expect(after).toEqual(new Map(sent.map((one) => [one.code, one])));
        expect(changes.length + unchanged).toBe(sent.length);
        expect(differenceOf(DAYPART, [...after.values()], sent).changes).toEqual([]);
      }),
    );
  });

  it('names every row whose number is there already', () => {
    const rows = [row('a'), row('b'), row('a'), row('a')];
    expect(duplicates(rows, ['dayparts'], DAYPART.numberOf)).toEqual([
      { path: ['dayparts', 2], message: 'a is there twice' },
      { path: ['dayparts', 3], message: 'a is there twice' },
    ]);
  });
});
