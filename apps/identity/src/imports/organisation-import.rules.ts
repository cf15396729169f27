import type { identity } from '@ouderportaal/contracts';
import {
  type AccountWrite,
  ownerKey,
  planAccounts,
  type StoredAccount,
  takesInitialPassword,
  type WantedAccount,
} from './accounts-import.rules.js';
import { byKey, Findings } from './imports.rules.js';

export type EmployeeFacts = Omit<identity.EmployeeRow, 'initialPassword'>;

export interface OrganisationInput {
  organisation: string;
  profile: identity.OrganisationProfile;
  locations: readonly identity.LocationRow[];
  groups: readonly identity.GroupRow[];
  employees: readonly identity.EmployeeRow[];
}

/** What is stored of the codes and numbers that an import names. */
export interface StoredOrganisation {
  profile: identity.OrganisationProfile | null;
  locations: readonly identity.LocationRow[];
  groups: readonly identity.GroupRow[];
  employees: readonly EmployeeFacts[];
  /** Of these employees, and of whoever has one of the addresses that the import brings. */
  accounts: readonly StoredAccount[];
}

/** Only the rows that change; empty lists and null where nothing does. */
export interface OrganisationPlan {
  findings: Findings;
  profile: identity.OrganisationProfile | null;
  /** Parents of an organisation that is there already get another name to sign in with. */
  isLoginNameChanged: boolean;
  locations: identity.LocationRow[];
  groups: identity.GroupRow[];
  employees: EmployeeFacts[];
  accounts: AccountWrite[];
  /** Numbers of employees whose rights are not what they signed in with. */
  endSessionsOf: string[];
}

/** What an import of an organisation would change, and everything that is wrong with it. */
export function planOrganisation(
  input: OrganisationInput,
  stored: StoredOrganisation,
): OrganisationPlan {
  const findings = new Findings();
  refuseBadCodes(input, stored, findings);
  const { profile } = input;
  const isProfileChanged =
    findings.compare('organisation', input.organisation, stored.profile, profile) !== null;
  return {
    findings,
    profile: isProfileChanged ? profile : null,
    isLoginNameChanged: stored.profile !== null && stored.profile.loginName !== profile.loginName,
    locations: changedRows(findings, 'location', input.locations, stored.locations),
    groups: changedRows(findings, 'group', input.groups, stored.groups),
    ...planEmployees(input, stored, findings),
  };
}

function changedRows<T extends { code: string }>(
  findings: Findings,
  kind: 'location' | 'group',
  rows: readonly T[],
  stored: readonly T[],
): T[] {
  const known = byKey(stored, ({ code }) => code);
  return rows.filter((row) => findings.compare(kind, row.code, known.get(row.code) ?? null, row));
}

function planEmployees(
  { employees }: OrganisationInput,
  stored: StoredOrganisation,
  findings: Findings,
): Pick<OrganisationPlan, 'employees' | 'accounts' | 'endSessionsOf'> {
  const known = byKey(stored.employees, ({ number }) => number);
  const accounts = byKey(stored.accounts, ownerKey);
  const wanted = employees.map(wantedAccount);
  const changed: EmployeeFacts[] = [];
  const endSessionsOf: string[] = [];
  employees.forEach(({ initialPassword, ...facts }, i) => {
    const before = known.get(facts.number) ?? null;
    const account = wanted[i] && accounts.get(ownerKey(wanted[i]));
    const setsPassword =
      wanted[i] !== undefined && takesInitialPassword(wanted[i], account) && before !== null;
    // The password itself is compared with nothing: it differs exactly when it is going to be set.
    const after = setsPassword ? { ...facts, initialPassword } : facts;
    if (!findings.compare('employee', facts.number, before, after)) return;
    changed.push(facts);
    if (before && hasOtherRights(before, facts)) endSessionsOf.push(facts.number);
  });
  const writes = planAccounts(wanted, stored.accounts, findings);
  return { employees: changed, accounts: writes, endSessionsOf };
}

function wantedAccount(row: identity.EmployeeRow, i: number): WantedAccount {
  return {
    kind: 'employee',
    number: row.number,
    username: row.email,
    email: row.email,
    initialPassword: row.initialPassword,
    path: ['employees', i],
    usernameField: 'email',
  };
}

function hasOtherRights(before: EmployeeFacts, after: EmployeeFacts): boolean {
  return before.role !== after.role || (before.isActive && !after.isActive);
}

function refuseBadCodes(
  input: OrganisationInput,
  stored: StoredOrganisation,
  findings: Findings,
): void {
  const { locations, groups, employees } = input;
  const codesAt = (name: string, rows: readonly { code: string }[]) =>
    rows.map(({ code }, i) => ({ number: code, path: [name, i, 'code'] }));
  findings.refuseRepeated(codesAt('locations', locations));
  findings.refuseRepeated(codesAt('groups', groups));
  findings.refuseRepeated(
    employees.map(({ number }, i) => ({ number, path: ['employees', i, 'number'] })),
  );
  const locationCodes = new Set([...locations, ...stored.locations].map(({ code }) => code));
  groups.forEach(({ location }, i) => {
    if (locationCodes.has(location)) return;
    findings.refuse(['groups', i, 'location'], `There is no location ${location}`);
  });
  const groupCodes = new Set([...groups, ...stored.groups].map(({ code }) => code));
  employees.forEach((employee, i) => {
    employee.groups.forEach((group, j) => {
      if (groupCodes.has(group)) return;
      findings.refuse(['employees', i, 'groups', j], `There is no group ${group}`);
    });
  });
}
