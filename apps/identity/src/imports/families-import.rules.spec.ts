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
  expect(plan.findings.errors).toEqual([]);
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
    expect(plan.findings.changes.map(({ kind, number }) => `${kind} ${number}`)).toEqual([
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

    expect(plan.findings.outcome()).toEqual({ changes: [], unchanged: 7 });
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
    ['an exception is made', [], [exception('none')], 'created', []],
    ['it changes', [exception('none')], [exception('read-only')], 'updated', ['access']],
    ['it is left out', [exception('none')], [], 'removed', []],
    ['it becomes the rule', [exception('none')], [exception('full')], 'removed', []],
    ['another household comes in', [], [exception('full', 'D9')], 'created', []],
    ['another household leaves', [exception('full', 'D9')], [], 'removed', []],
  ])('R53: reports exceptions: %s', (_, before, after, change, fields) => {
    const rows = (guardianships: Guardianship[]) => [
      other,
      family({ guardians: [sam, kim], guardianships }),
    ];
    const plan = planFamilies(rows(after), applied(rows(before)));

    const number = `C1/${(before[0] ?? after[0])!.guardian}`;
    expect(plan.findings.changes).toEqual([{ kind: 'guardianship', number, change, fields }]);
    expect(plan.changed).toEqual(['F1']);
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
    const { findings } = planFamilies(
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

    expect(findings.errors.map(({ path }) => path.join('.'))).toEqual([
      'families.1.number',
      'families.1.guardians.1.debtorNumber',
      'families.1.children.1.number',
      'families.0.guardians.0.debtorNumber',
      'families.0.children.0.number',
      'families.1.guardianships.0.guardian',
      'families.1.guardianships.1.child',
      'families.1.guardianships.3',
    ]);
    expect(findings.errors[3]?.message).toMatch(
      /^Guardian D1 belongs to family F1 and cannot move/,
    );
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
      fc.property(exceptions, exceptions, (before, after) => {
        const accessOf = (stored: StoredFamilies) =>
          new Map(stored.guardianships.map((row) => [`${row.child}/${row.guardian}`, row.access]));
        const twice = applied(rows(after), applied(rows(before)));
        expect(accessOf(twice)).toEqual(accessOf(applied(rows(after))));
        expect(planFamilies(rows(after), twice).findings.changes).toEqual([]);
      }),
    );
  });
});
