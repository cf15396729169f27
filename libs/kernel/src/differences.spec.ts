import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  completed,
  differenceOf,
  fieldsThatDiffer,
  removalOf,
  repeated,
  replacementOf,
  type RowKind,
  totalOf,
} from './differences.js';

interface Row {
  code: string;
  name: string;
  lists: string[];
}
const THING: RowKind<'thing', Row> = {
  kind: 'thing',
  numberOf: ({ code }) => code,
  widens: (before, after) => before.name === 'closed' && after?.name !== 'closed',
};
const row = (code: string, name = 'one', lists: string[] = []): Row => ({ code, name, lists });

const someRows = fc.uniqueArray(
  fc.record({
    code: fc.constantFrom('a', 'b', 'c', 'd'),
    name: fc.constantFrom('one', 'two'),
    lists: fc.shuffledSubarray(['x', 'y', 'z']),
  }),
  { selector: ({ code }) => code },
);

describe('which fields of a row differ', () => {
  it.each([
    ['none', { name: 'one' }, { name: 'one' }, []],
    ['a text', { name: 'one' }, { name: 'two' }, ['name']],
    ['something that was not there', {}, { phone: null }, ['phone']],
    ['a number that is a text now', { n: 1 }, { n: '1' }, ['n']],
    ['a list in another order', { lists: ['a', 'b'] }, { lists: ['b', 'a'] }, []],
    ['a list with something named twice', { lists: ['a'] }, { lists: ['a', 'a'] }, []],
    ['a list with something more', { lists: ['a'] }, { lists: ['a', 'b'] }, ['lists']],
    ['a list with something else', { lists: ['a'] }, { lists: ['b'] }, ['lists']],
    [
      'a list of objects in another order',
      { l: [{ a: 1 }, { b: 2 }] },
      { l: [{ b: 2 }, { a: 1 }] },
      [],
    ],
    ['a list of objects', { l: [{ a: 1, b: 1 }] }, { l: [{ a: 1, b: 2 }] }, ['l']],
    ['an object with the same', { of: { a: 1, b: 2 } }, { of: { b: 2, a: 1 } }, []],
    ['an object', { of: { a: 1 } }, { of: { a: 2 } }, ['of']],
    ['only what is stored besides', { id: 7, name: 'x' }, { name: 'x' }, []],
  ])('%s', (_, before, after, fields) => {
    expect(fieldsThatDiffer(before, after)).toEqual(fields);
  });
});

describe('the difference between stored and sent rows', () => {
  it('is what is new, what differs and in which fields, and how many are the same', () => {
    const stored = [row('a'), row('b'), row('c', 'one', ['x']), row('e')];
    const sent = [row('a'), row('b', 'two'), row('c', 'one', ['y', 'x']), row('d')];

    expect(differenceOf(THING, stored, sent)).toEqual({
      changes: [
        { kind: 'thing', number: 'b', change: 'updated', fields: ['name'], caution: null },
        { kind: 'thing', number: 'c', change: 'updated', fields: ['lists'], caution: null },
        { kind: 'thing', number: 'd', change: 'created', fields: [], caution: null },
      ],
      unchanged: 1,
      created: [row('d')],
      updated: [row('b', 'two'), row('c', 'one', ['y', 'x'])],
      removed: [],
    });
  });

  it.each([
    ['a row that goes', [row('a')], [], 'removes'],
    ['a row that goes and let less', [row('a', 'closed')], [], 'widens'],
    ['a row that lets more', [row('a', 'closed')], [row('a')], 'widens'],
    ['a list that loses all it held', [row('a', 'one', ['x', 'y'])], [row('a')], 'removes'],
    ['a list that loses something', [row('a', 'one', ['x', 'y'])], [row('a', 'one', ['x'])], null],
    ['a row that lets less', [row('a')], [row('a', 'closed')], null],
    ['a new row', [], [row('a')], null],
  ])('says of what one has to be careful: %s', (_, stored, sent, caution) => {
    expect(replacementOf(THING, stored, sent).changes).toMatchObject([{ caution }]);
  });

  it('turns the stored rows into the sent ones where those are all', () => {
    fc.assert(
      fc.property(someRows, someRows, (stored, sent) => {
        const difference = replacementOf(THING, stored, sent);
        const after = new Map(stored.map((one) => [one.code, one]));
        for (const gone of difference.removed) after.delete(gone.code);
        for (const one of [...difference.created, ...difference.updated]) after.set(one.code, one);

        expect([...after.keys()].sort()).toEqual(sent.map(({ code }) => code).sort());
        expect(replacementOf(THING, [...after.values()], sent).changes).toEqual([]);
        const { created, updated, removed, unchanged } = difference;
        expect(difference.changes).toHaveLength(created.length + updated.length + removed.length);
        expect(created.length + updated.length + unchanged).toBe(sent.length);
      }),
    );
  });

  it('takes nothing away where those that were not sent stay', () => {
    fc.assert(
      fc.property(someRows, someRows, (stored, sent) => {
        expect(differenceOf(THING, stored, sent).removed).toEqual([]);
        expect(differenceOf(THING, stored, []).changes).toEqual([]);
      }),
    );
  });

  it('adds up over several kinds', () => {
    const parts = [differenceOf(THING, [row('a')], [row('a')]), removalOf(THING, [row('b')])];
    expect(totalOf(parts)).toMatchObject({ changes: [{ number: 'b' }], unchanged: 1 });
  });
});

describe('a row that leaves something out', () => {
  it.each([
    ['keeps what is stored', { code: 'a', name: undefined }, row('a', 'two', ['x'])],
    [
      'says what it says, null too',
      { code: 'a', name: null },
      { ...row('a', 'two', ['x']), name: null },
    ],
  ])('%s', (_, sent, whole) => {
    expect(completed<object>(sent, row('a', 'two', ['x']), {})).toEqual(whole);
  });

  it('begins with what new rows begin with', () => {
    expect(completed<Row>({ code: 'a' }, undefined, { name: 'new', lists: [] })).toEqual(
      row('a', 'new'),
    );
  });
});

describe('rows with one number', () => {
  it('are named, all but the first', () => {
    const rows = [row('a'), row('b'), row('a'), row('a')];
    expect(repeated(rows, THING.numberOf).map(({ index }) => index)).toEqual([2, 3]);
  });
});
