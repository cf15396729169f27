import type { identity } from '@ouderportaal/contracts';
import {
  type AccountWrite,
  guardianUsername,
  ownerKey,
  planAccounts,
  type StoredAccount,
  takesInitialPassword,
  type WantedAccount,
} from './accounts-import.rules.js';
import { type Guardianship, planGuardianships } from './guardianships-import.rules.js';
import { byKey, Findings, type Path } from './imports.rules.js';

/** People with the number of their family. */
export type GuardianFacts = Omit<identity.GuardianRow, 'initialPassword'> & { family: string };
export type ChildFacts = identity.ChildRow & { family: string };

/** What is stored of the families that an import brings, and of everybody whose number it names. */
export interface StoredFamilies {
  loginName: identity.LoginName;
  /** Numbers of the families that are there already. */
  families: readonly string[];
  guardians: readonly GuardianFacts[];
  children: readonly ChildFacts[];
  /** Of the families' children. */
  guardianships: readonly Guardianship[];
  /** Of these guardians, and of whoever has an address or name that the import brings. */
  accounts: readonly StoredAccount[];
}

/** Only what changes. */
export interface FamiliesPlan {
  findings: Findings;
  /** Numbers of families to add. */
  families: string[];
  guardians: GuardianFacts[];
  children: ChildFacts[];
  guardianships: { record: Guardianship[]; remove: Omit<Guardianship, 'access'>[] };
  accounts: AccountWrite[];
  /** Somebody cannot sign in any more. */
  isLoginTaken: boolean;
  /** Numbers of families of which anything changes, in the order of the import. */
  changed: string[];
}

interface Row<T> {
  row: T;
  path: Path;
}

/** What an import of families would change, and everything that is wrong with it. */
export function planFamilies(
  rows: readonly identity.FamilyRow[],
  stored: StoredFamilies,
): FamiliesPlan {
  const findings = new Findings();
  const guardianRows = rowsOf(rows, 'guardians', ({ guardians }) => guardians);
  const childRows = rowsOf(rows, 'children', ({ children }) => children);
  refuseBadNumbers(rows, stored, findings);
  const touched = new Set<string>();
  const families = newFamilies(rows, stored, findings, touched);
  const guardians = changedGuardians(guardianRows, stored, findings, touched);
  const children = changedChildren(childRows, stored, findings, touched);
  const wanted = guardianRows.map((guardian) => wantedAccount(guardian, stored.loginName));
  const accounts = planAccounts(wanted, stored.accounts, findings);
  const guardianships = planGuardianships(rows, stored, findings, touched);
  return {
    findings,
    families,
    guardians,
    children,
    guardianships,
    accounts,
    isLoginTaken: accounts.some(({ username }) => username === null),
    changed: rows.map(({ number }) => number).filter((number) => touched.has(number)),
  };
}

function rowsOf<T extends object>(
  families: readonly identity.FamilyRow[],
  name: string,
  people: (family: identity.FamilyRow) => readonly T[],
): Row<T & { family: string }>[] {
  return families.flatMap((family, i) =>
    people(family).map((person, j) => ({
      row: { ...person, family: family.number },
      path: ['families', i, name, j],
    })),
  );
}

function newFamilies(
  rows: readonly identity.FamilyRow[],
  stored: StoredFamilies,
  findings: Findings,
  touched: Set<string>,
): string[] {
  const known = new Set(stored.families);
  return rows
    .map(({ number }) => number)
    .filter((number) => {
      const before = known.has(number) ? { number } : null;
      const isNew = findings.compare('family', number, before, { number }) !== null;
      if (isNew) touched.add(number);
      return isNew;
    });
}

function changedGuardians(
  rows: readonly Row<identity.GuardianRow & { family: string }>[],
  stored: StoredFamilies,
  findings: Findings,
  touched: Set<string>,
): GuardianFacts[] {
  const known = byKey(stored.guardians, ({ debtorNumber }) => debtorNumber);
  const accounts = byKey(stored.accounts, ownerKey);
  return rows.flatMap(({ row: { initialPassword, ...facts } }) => {
    const number = facts.debtorNumber;
    const before = known.get(number) ?? null;
    const username = guardianUsername(stored.loginName, facts);
    const account = accounts.get(ownerKey({ kind: 'guardian', number }));
    const setsPassword =
      before !== null && takesInitialPassword({ initialPassword, username }, account);
    // The password itself is compared with nothing: it differs exactly when it is going to be set.
    const after = setsPassword ? { ...facts, initialPassword } : facts;
    if (!findings.compare('guardian', number, before, after)) return [];
    touched.add(facts.family);
    return [facts];
  });
}

function changedChildren(
  rows: readonly Row<ChildFacts>[],
  stored: StoredFamilies,
  findings: Findings,
  touched: Set<string>,
): ChildFacts[] {
  const known = byKey(stored.children, ({ number }) => number);
  return rows
    .map(({ row }) => row)
    .filter((row) => {
      const change = findings.compare('child', row.number, known.get(row.number) ?? null, row);
      if (change) touched.add(row.family);
      return change !== null;
    });
}

function wantedAccount(
  { row, path }: Row<identity.GuardianRow & { family: string }>,
  loginName: identity.LoginName,
): WantedAccount {
  return {
    kind: 'guardian',
    number: row.debtorNumber,
    username: guardianUsername(loginName, row),
    email: row.email,
    initialPassword: row.initialPassword,
    path,
    usernameField: loginName === 'debtor-number' ? 'debtorNumber' : 'email',
  };
}

function refuseBadNumbers(
  families: readonly identity.FamilyRow[],
  stored: StoredFamilies,
  findings: Findings,
): void {
  const debtors = rowsOf(families, 'guardians', ({ guardians }) => guardians).map(
    ({ row, path }) => ({
      family: row.family,
      number: row.debtorNumber,
      path: [...path, 'debtorNumber'],
    }),
  );
  const numbers = rowsOf(families, 'children', ({ children }) => children).map(({ row, path }) => ({
    family: row.family,
    number: row.number,
    path: [...path, 'number'],
  }));
  findings.refuseRepeated(
    families.map(({ number }, i) => ({ number, path: ['families', i, 'number'] })),
  );
  findings.refuseRepeated(debtors);
  findings.refuseRepeated(numbers);
  const guardianHomes = new Map(stored.guardians.map((g) => [g.debtorNumber, g.family]));
  const childHomes = new Map(stored.children.map((child) => [child.number, child.family]));
  refuseMoves('Guardian', debtors, guardianHomes, findings);
  refuseMoves('Child', numbers, childHomes, findings);
}

/** Access follows the family, so a wrong family number must not quietly hand a child to strangers. */
function refuseMoves(
  who: string,
  rows: readonly { family: string; number: string; path: Path }[],
  homes: ReadonlyMap<string, string>,
  findings: Findings,
): void {
  for (const { family, number, path } of rows) {
    const home = homes.get(number);
    if (home === undefined || home === family) continue;
    findings.refuse(
      path,
      `${who} ${number} belongs to family ${home} and cannot move to ${family}: use a number of its own, or a guardianship row for another household's guardian`,
    );
  }
}
