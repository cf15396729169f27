import { describe, expect, it } from '@jest/globals';
import type { identity } from '@ouderportaal/contracts';
import fc from 'fast-check';
import { child, family, guardian } from '../../test/support/builders.js';
import { planFamilies, type StoredFamilies } from './families-import.rules.js';
import type { Guardianship } from './guardianships-import.rules.js';

const nothing: StoredFamilies = {
  loginName: 'e-mail',
  families: [],
  guardians: [],
  children: [],
  guardianships: [],
  accounts: [],
};

/** What is stored after an import of an organisation that had nothing: the plan, taken at its word. */
function applied(
  rows: readonly identity.FamilyRow[],
  before: StoredFamilies = nothing,
): StoredFamilies {
  const plan = planFamilies(rows, before);
  expect(plan.errors).toEqual([]);
  const nameOf = (row: Omit<Guardianship, 'access'>) => `${row.child}/${row.guardian}`;
  const links = new Map(before.guardianships.map((row) => [nameOf(row), row]));
  for (const row of plan.guardianships.remove) links.delete(nameOf(row));
  for (const row of plan.guardianships.record) links.set(nameOf(row), row);
  const merge = <T>(old: readonly T[], changed: readonly T[], keyOf: (row: T) => string) => [
    ...new Map([...old, ...changed].map((row) => [keyOf(row), row])).values(),
  ];
  return {
    loginName: before.loginName,
    families: [...before.families, ...plan.families],
    guardians: merge(before.guardians, plan.guardians, (row) => row.debtorNumber),
    children: merge(before.children, plan.children, (row) => row.number),
    guardianships: [...links.values()],
    accounts: merge(
      before.accounts,
      plan.accounts.map(({ password, isNew: _, ...account }) => ({
        ...account,
        hasPassword: password !== null,
      })),
      ({ kind, number }) => `${kind} ${number}`,
    ),
  };
}

const sam = guardian();
const kim = guardian({ debtorNumber: 'D2', firstName: 'Kim', email: null });
const other = family({
  number: 'F2',
  guardians: [guardian({ debtorNumber: 'D9', email: null })],
  children: [],
});

const exception = (access: identity.GuardianAccess, of = 'D2', to = 'C1'): Guardianship => ({
  child: to,
  guardian: of,
  access,
});

describe('planning the import of families', () => {
  it('gives each child every guardian of its family, fully, without saying so', () => {
    const rows = [family({ guardians: [sam, kim], children: [child(), child({ number: 'C2' })] })];
    const plan = planFamilies(rows, nothing);

    expect(plan.guardianships.record).toEqual([
      { child: 'C1', guardian: 'D1', access: 'full' },
      { child: 'C1', guardian: 'D2', access: 'full' },
      { child: 'C2', guardian: 'D1', access: 'full' },
      { child: 'C2', guardian: 'D2', access: 'full' },
    ]);
    expect(plan.changes.map(({ kind, number }) => `${kind} ${number}`)).toEqual([
      'family F1',
      'guardian D1',
      'guardian D2',
      'child C1',
      'child C2',
    ]);
  });

  it('changes nothing the second time', () => {
    const rows = [
      family({ guardians: [sam, kim], guardianships: [exception('read-only')] }),
      other,
    ];
    const plan = planFamilies(rows, applied(rows));

    expect(plan).toMatchObject({ changes: [], unchanged: 7 });
    expect(plan).toMatchObject({
      families: [],
      guardians: [],
      children: [],
      guardianships: { record: [], remove: [] },
      accounts: [],
      changed: [],
    });
  });

  it.each([
    ['an exception is made', [], [exception('none')], 'created', [], null],
    ['it is stricter', [exception('read-only')], [exception('none')], 'updated', ['access'], null],
    ['it is left out', [exception('read-only')], [], 'removed', [], 'widens'],
    ['it becomes the rule', [exception('read-only')], [exception('full')], 'removed', [], 'widens'],
    ['another household comes in', [], [exception('full', 'D9')], 'created', [], null],
    ['another household leaves', [exception('full', 'D9')], [], 'removed', [], 'removes'],
    [
      'another household may do more',
      [exception('read-only', 'D9')],
      [exception('full', 'D9')],
      'updated',
      ['access'],
      'widens',
    ],
  ])('R53: reports exceptions: %s', (_, before, after, change, fields, caution) => {
    const rows = (guardianships: Guardianship[]) => [
      other,
      family({ guardians: [sam, kim], guardianships }),
    ];
    const plan = planFamilies(rows(after), applied(rows(before)));

    const number = `C1/${(before[0] ?? after[0])!.guardian}`;
    expect(plan.changes).toEqual([{ kind: 'guardianship', number, change, fields, caution }]);
    expect(plan.changed).toEqual(['F1']);
  });

  it.each([
    ['left out', 'D2', [], 'families.1.guardianships'],
    ['read-only now', 'D2', [exception('read-only')], 'families.1.guardianships.0.access'],
    ['the rule now', 'D2', [exception('full')], 'families.1.guardianships.0.access'],
    ['left out of another household', 'D9', [], 'families.1.guardianships'],
    [
      'full now of another household',
      'D9',
      [exception('full', 'D9')],
      'families.1.guardianships.0.access',
    ],
  ])('R53: lifts no block: %s', (_, blocked, after, path) => {
    const rows = (guardianships: Guardianship[]) => [
      other,
      family({ guardians: [sam, kim], guardianships }),
    ];
    const { errors } = planFamilies(rows(after), applied(rows([exception('none', blocked)])));

    expect(errors.map((error) => error.path.join('.'))).toEqual([path]);
    expect(errors[0]?.message).toBe(
      `Guardian ${blocked} is blocked from child C1 and no import lifts a block: keep the row C1, ${blocked}, none`,
    );
  });

  it('R53: keeps the exceptions of a family that is sent without any list of them', () => {
    const exceptions = [exception('none'), exception('read-only', 'D9')];
    const stored = applied([other, family({ guardians: [sam, kim], guardianships: exceptions })]);
    const guardians = [sam, kim, guardian({ debtorNumber: 'D3', email: null })];
    const without = family({ guardians, guardianships: undefined });

    expect(planFamilies([without], stored)).toMatchObject({
      errors: [],
      changes: [{ kind: 'guardian', number: 'D3', change: 'created' }],
      guardianships: { record: [exception('full', 'D3')], remove: [] },
    });
  });

  it('keeps of a guardian what a row leaves out', () => {
    const stored = applied([family({ guardians: [guardian({ phone: '06 000 000 00' })] })]);
    const row = { ...sam, email: undefined, phone: undefined, initialPassword: undefined };

    expect(planFamilies([family({ guardians: [row] })], stored)).toMatchObject({
      changes: [],
      accounts: [],
    });
  });

  it('gives a guardian who comes later every child, also those left out', () => {
    const stored = applied([family({ children: [child(), child({ number: 'C2' })] })]);
    const plan = planFamilies([family({ guardians: [kim], children: [child()] })], stored);

    expect(plan.guardianships).toEqual({
      record: [exception('full', 'D2', 'C1'), exception('full', 'D2', 'C2')],
      remove: [],
    });
  });

  it('tells everything that is wrong at once, and where', () => {
    const stored = applied([family(), other]);
    const { errors } = planFamilies(
      [
        family({ number: 'F3', guardians: [sam], children: [child()] }),
        family({
          number: 'F3',
          guardians: [kim, kim],
          children: [child({ number: 'C3' }), child({ number: 'C3' })],
          guardianships: [
            exception('none', 'D8', 'C3'),
            exception('none', 'D2', 'C7'),
            exception('none', 'D2', 'C3'),
            exception('full', 'D2', 'C3'),
          ],
        }),
      ],
      stored,
    );

    expect(errors.map(({ path }) => path.join('.'))).toEqual([
      'families.1.number',
      'families.1.guardians.1.debtorNumber',
      'families.1.children.1.number',
      'families.0.guardians.0.debtorNumber',
      'families.0.children.0.number',
      'families.1.guardianships.0.guardian',
      'families.1.guardianships.1.child',
      'families.1.guardianships.3',
    ]);
    expect(errors[3]?.message).toMatch(/^Guardian D1 belongs to family F1 and cannot move/);
  });

  it('leads to the access that the last import asked for, whatever was there before', () => {
    const access = fc.constantFrom<identity.GuardianAccess>('full', 'read-only', 'none');
    const exceptions = fc.uniqueArray(
      fc.record({
        child: fc.constantFrom('C1', 'C2'),
        guardian: fc.constantFrom('D1', 'D2', 'D9'),
        access,
      }),
      { selector: (row) => `${row.child}/${row.guardian}` },
    );
    const rows = (guardianships: Guardianship[]) => [
      other,
      family({
        guardians: [sam, kim],
        children: [child(), child({ number: 'C2' })],
        guardianships,
      }),
    ];
    fc.assert(
      fc.property(exceptions, exceptions, (before, sent) => {
        // What was blocked stays so, or the import is refused.
        const blocks = before.filter((row) => row.access === 'none');
        const isBlocked = (row: Guardianship) =>
          blocks.some((one) => one.child === row.child && one.guardian === row.guardian);
        const after = [...blocks, ...sent.filter((row) => !isBlocked(row))];
        const accessOf = (stored: StoredFamilies) =>
          new Map(stored.guardianships.map((row) => [`${row.child}/${row.guardian}`, row.access]));
        const twice = applied(rows(after), applied(rows(before)));
        expect(accessOf(twice)).toEqual(accessOf(applied(rows(after))));
        expect(planFamilies(rows(after), twice).changes).toEqual([]);
      }),
    );
  });
});
