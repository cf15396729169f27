import type { FieldError, identity } from '@ouderportaal/contracts';
import {
  byKey,
  completed,
  type Difference,
  differenceOf,
  type RowKind,
  totalOf,
  type Whole,
} from '@ouderportaal/kernel';
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
import { type ImportFindings, type Path, repeatedNumbers } from './imports.rules.js';

/** People with the number of their family. */
export type GuardianFacts = Whole<Omit<identity.GuardianRow, 'initialPassword'>> & {
  family: string;
};
export type ChildFacts = identity.ChildRow & { family: string };

/** Stored families, guardians and children that the import's numbers refer to. */
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
export interface FamiliesPlan extends ImportFindings {
  /** Numbers of families to add. */
  families: string[];
  guardians: GuardianFacts[];
  children: ChildFacts[];
  guardianships: { record: Guardianship[]; remove: Omit<Guardianship, 'access'>[] };
  accounts: AccountWrite[];
  /** Whether an account loses its username; its sessions end. */
  isLoginTaken: boolean;
  /** Numbers of families of which anything changes, in the order of the import. */
  changed: string[];
}

interface Row<T> {
  row: T;
  path: Path;
}
type NewGuardian = GuardianFacts & { initialPassword: string | null };
type Guardians = Difference<GuardianFacts & { initialPassword?: string | null }, 'guardian'>;

const FAMILY: RowKind<'family', { number: string }> = {
  kind: 'family',
  numberOf: ({ number }) => number,
};
const GUARDIAN: RowKind<'guardian', GuardianFacts> = {
  kind: 'guardian',
  numberOf: ({ debtorNumber }) => debtorNumber,
};
const CHILD: RowKind<'child', ChildFacts> = { kind: 'child', numberOf: ({ number }) => number };

/** What an import of families would change, and everything that is wrong with it. */
export function planFamilies(
  rows: readonly identity.FamilyRow[],
  stored: StoredFamilies,
): FamiliesPlan {
  const guardianRows = completedGuardians(rows, stored);
  const childRows = rowsOf(rows, 'children', ({ children }) => children);
  const families = differenceOf(
    FAMILY,
    stored.families.map((number) => ({ number })),
    rows.map(({ number }) => ({ number })),
  );
  const guardians = differenceOfGuardians(guardianRows, stored);
  const children = differenceOf(
    CHILD,
    stored.children,
    childRows.map(({ row }) => row),
  );
  const wanted = guardianRows.map((guardian) => wantedAccount(guardian, stored.loginName));
  const accounts = planAccounts(wanted, stored.accounts);
  const { exceptions, touched, record, remove, errors } = planGuardianships(rows, stored);
  const changedGuardians = [...guardians.created, ...guardians.updated].map(factsOf);
  const changedChildren = [...children.created, ...children.updated];
  const changed = new Set([
    ...families.created.map(({ number }) => number),
    ...changedGuardians.map(({ family }) => family),
    ...changedChildren.map(({ family }) => family),
    ...touched,
  ]);
  return {
    ...totalOf<'family' | 'guardian' | 'child' | 'guardianship'>([
      families,
      guardians,
      children,
      ...exceptions,
    ]),
    errors: [...badNumbers(rows, stored), ...accounts.errors, ...errors],
    families: families.created.map(({ number }) => number),
    guardians: changedGuardians,
    children: changedChildren,
    guardianships: { record, remove },
    accounts: accounts.writes,
    isLoginTaken: accounts.writes.some(({ username }) => username === null),
    changed: rows.map(({ number }) => number).filter((number) => changed.has(number)),
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

function completedGuardians(
  families: readonly identity.FamilyRow[],
  stored: StoredFamilies,
): Row<NewGuardian>[] {
  const known = byKey(stored.guardians, GUARDIAN.numberOf);
  return rowsOf(families, 'guardians', ({ guardians }) => guardians).map(({ row, path }) => {
    const { initialPassword = null, ...facts } = row;
    const fresh = { email: null, phone: null };
    const before = known.get(row.debtorNumber);
    return { row: { ...completed<GuardianFacts>(facts, before, fresh), initialPassword }, path };
  });
}

function differenceOfGuardians(
  rows: readonly Row<NewGuardian>[],
  stored: StoredFamilies,
): Guardians {
  const known = byKey(stored.guardians, GUARDIAN.numberOf);
  const accounts = byKey(stored.accounts, ownerKey);
  const sent = rows.map(({ row: { initialPassword, ...facts } }) => {
    const number = facts.debtorNumber;
    const username = guardianUsername(stored.loginName, facts);
    const account = accounts.get(ownerKey({ kind: 'guardian', number }));
    const setsPassword =
      known.has(number) && takesInitialPassword({ initialPassword, username }, account);
    // The password itself is compared with nothing: it differs exactly when it is going to be set.
    return setsPassword ? { ...facts, initialPassword } : facts;
  });
  return differenceOf<'guardian', GuardianFacts>(GUARDIAN, stored.guardians, sent);
}

function factsOf({
  initialPassword: _,
  ...facts
}: GuardianFacts & { initialPassword?: string | null }): GuardianFacts {
  return facts;
}

function wantedAccount(
  { row, path }: Row<NewGuardian>,
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

function badNumbers(families: readonly identity.FamilyRow[], stored: StoredFamilies): FieldError[] {
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
  const guardianHomes = new Map(stored.guardians.map((g) => [g.debtorNumber, g.family]));
  const childHomes = new Map(stored.children.map((child) => [child.number, child.family]));
  return [
    ...repeatedNumbers(
      families.map(({ number }, i) => ({ number, path: ['families', i, 'number'] })),
    ),
    ...repeatedNumbers(debtors),
    ...repeatedNumbers(numbers),
    ...moves('Guardian', debtors, guardianHomes),
    ...moves('Child', numbers, childHomes),
  ];
}

/** Access follows the family, so a wrong family number must not quietly hand a child to strangers. */
function moves(
  who: string,
  rows: readonly { family: string; number: string; path: Path }[],
  homes: ReadonlyMap<string, string>,
): FieldError[] {
  return rows.flatMap(({ family, number, path }) => {
    const home = homes.get(number);
    if (home === undefined || home === family) return [];
    const message = `${who} ${number} belongs to family ${home} and cannot move to ${family}: use a number of its own, or a guardianship row for another household's guardian`;
    return [{ path, message }];
  });
}
