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
  ownerKey,
  planAccounts,
  type StoredAccount,
  takesInitialPassword,
  type WantedAccount,
} from './accounts-import.rules.js';
import { badLanguages, completedProfile, type WholeProfile } from './profile.rules.js';
import { type ImportFindings, repeatedNumbers } from './imports.rules.js';

export type LocationFacts = Whole<identity.LocationRow>;
export type EmployeeFacts = Whole<Omit<identity.EmployeeRow, 'initialPassword'>>;

export interface OrganisationInput {
  organisation: string;
  profile: identity.OrganisationProfile;
  locations: readonly identity.LocationRow[];
  groups: readonly identity.GroupRow[];
  employees: readonly identity.EmployeeRow[];
}

/** What is stored of the codes and numbers that an import names. */
export interface StoredOrganisation {
  profile: WholeProfile | null;
  locations: readonly LocationFacts[];
  groups: readonly identity.GroupRow[];
  employees: readonly EmployeeFacts[];
  /** Of these employees, and of whoever has one of the addresses that the import brings. */
  accounts: readonly StoredAccount[];
}

/** Only the rows that change; empty lists and null where nothing does. */
export interface OrganisationPlan extends ImportFindings {
  profile: WholeProfile | null;
  /** Parents of an organisation that is there already get another name to sign in with. */
  isLoginNameChanged: boolean;
  locations: LocationFacts[];
  groups: identity.GroupRow[];
  employees: EmployeeFacts[];
  accounts: AccountWrite[];
  /** Numbers of employees whose rights are not what they signed in with. */
  endSessionsOf: string[];
}

type NewEmployee = EmployeeFacts & { initialPassword: string | null };

const byCode = ({ code }: { code: string }) => code;
const LOCATION: RowKind<'location', LocationFacts> = { kind: 'location', numberOf: byCode };
const GROUP: RowKind<'group', identity.GroupRow> = { kind: 'group', numberOf: byCode };
const EMPLOYEE: RowKind<'employee', EmployeeFacts> = {
  kind: 'employee',
  numberOf: ({ number }) => number,
  widens: (before, after) =>
    after !== null &&
    ((before.role === 'staff' && after.role === 'manager') || (!before.isActive && after.isActive)),
};

/** What an import of an organisation would change, and everything that is wrong with it. */
export function planOrganisation(
  input: OrganisationInput,
  stored: StoredOrganisation,
): OrganisationPlan {
  const profile = completedProfile(input.profile, stored.profile);
  const organisation = differenceOf(
    { kind: 'organisation', numberOf: () => input.organisation },
    stored.profile ? [stored.profile] : [],
    [profile],
  );
  const locations = differenceOf(LOCATION, stored.locations, completedLocations(input, stored));
  const groups = differenceOf(GROUP, stored.groups, input.groups);
  const sent = completedEmployees(input, stored);
  const wanted = sent.map(wantedAccount);
  const accounts = planAccounts(wanted, stored.accounts);
  const employees = differenceOfEmployees(sent, stored);
  return {
    ...totalOf<'organisation' | 'location' | 'group' | 'employee'>([
      organisation,
      locations,
      groups,
      employees,
    ]),
    errors: [...badLanguages(profile), ...badCodes(input, stored), ...accounts.errors],
    profile: organisation.unchanged === 1 ? null : profile,
    isLoginNameChanged: stored.profile !== null && stored.profile.loginName !== profile.loginName,
    locations: [...locations.created, ...locations.updated],
    groups: [...groups.created, ...groups.updated],
    employees: [...employees.created, ...employees.updated].map(factsOf),
    accounts: accounts.writes,
    endSessionsOf: endedBy(employees.updated, stored),
  };
}

function completedLocations(
  { locations }: OrganisationInput,
  stored: StoredOrganisation,
): LocationFacts[] {
  const known = byKey(stored.locations, byCode);
  return locations.map((row) => completed(row, known.get(row.code), { phone: null }));
}

function completedEmployees(
  { employees }: OrganisationInput,
  stored: StoredOrganisation,
): NewEmployee[] {
  const known = byKey(stored.employees, EMPLOYEE.numberOf);
  return employees.map(({ initialPassword = null, ...facts }) => {
    const fresh = { groups: [], isActive: true };
    return {
      ...completed<EmployeeFacts>(facts, known.get(facts.number), fresh),
      initialPassword,
    };
  });
}

function differenceOfEmployees(
  employees: readonly NewEmployee[],
  stored: StoredOrganisation,
): Difference<EmployeeFacts & { initialPassword?: string | null }, 'employee'> {
  const known = byKey(stored.employees, EMPLOYEE.numberOf);
  const accounts = byKey(stored.accounts, ownerKey);
  const sent = employees.map((row, i) => {
    const { initialPassword, ...facts } = row;
    const wanted = wantedAccount(row, i);
    const setsPassword =
      known.has(row.number) && takesInitialPassword(wanted, accounts.get(ownerKey(wanted)));
    // The password itself is compared with nothing: it differs exactly when it is going to be set.
    return setsPassword ? { ...facts, initialPassword } : facts;
  });
  return differenceOf<'employee', EmployeeFacts>(EMPLOYEE, stored.employees, sent);
}

function factsOf({
  initialPassword: _,
  ...facts
}: EmployeeFacts & { initialPassword?: string | null }): EmployeeFacts {
  return facts;
}

function wantedAccount(row: NewEmployee, i: number): WantedAccount {
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

function endedBy(updated: readonly EmployeeFacts[], stored: StoredOrganisation): string[] {
  const known = byKey(stored.employees, EMPLOYEE.numberOf);
  return updated
    .filter((after) => {
      const before = known.get(after.number);
      return before && (before.role !== after.role || (before.isActive && !after.isActive));
    })
    .map(({ number }) => number);
}

function badCodes(input: OrganisationInput, stored: StoredOrganisation): FieldError[] {
  const { locations, groups, employees } = input;
  const codesAt = (name: string, rows: readonly { code: string }[]) =>
    rows.map(({ code }, i) => ({ number: code, path: [name, i, 'code'] }));
  const locationCodes = new Set([...locations, ...stored.locations].map(byCode));
  const groupCodes = new Set([...groups, ...stored.groups].map(byCode));
  return [
    ...repeatedNumbers(codesAt('locations', locations)),
    ...repeatedNumbers(codesAt('groups', groups)),
    ...repeatedNumbers(
      employees.map(({ number }, i) => ({ number, path: ['employees', i, 'number'] })),
    ),
    ...groups.flatMap(({ location }, i) =>
      locationCodes.has(location)
        ? []
        : [{ path: ['groups', i, 'location'], message: `There is no location ${location}` }],
    ),
    ...employees.flatMap((employee, i) =>
      (employee.groups ?? []).flatMap((group, j) =>
        groupCodes.has(group)
          ? []
          : [{ path: ['employees', i, 'groups', j], message: `There is no group ${group}` }],
      ),
    ),
  ];
}
