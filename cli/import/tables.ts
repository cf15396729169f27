import { ExternalNumber, identity, planning } from '@ouderportaal/contracts';
import type { Weekday } from '@ouderportaal/kernel';
import { z } from 'zod';

import {
  type Cell,
  date,
  decimal,
  euros,
  groupsOrAll,
  list,
  lowerCase,
  text,
  times,
  weekdays,
  wholeNumber,
  yesOrNo,
} from './cells.js';
import type { Column, Table } from './table.js';

const required = (name: string, field = name, cell: Cell = text): Column => ({
  name,
  field,
  cell,
  isRequired: true,
});
const optional = (
  name: string,
  field = name,
  cell: Cell = text,
  whenEmpty: unknown = null,
): Column => ({ name, field, cell, isRequired: false, whenEmpty });
const initialPassword: Column = {
  ...optional('initial_password', 'initialPassword'),
  isSecret: true,
};

export const daypartsTable: Table<planning.DaypartRow> = {
  file: 'dayparts.csv',
  schema: planning.DaypartRow,
  columns: [
    required('code'),
    required('name'),
    required('starts_at', 'startsAt'),
    required('ends_at', 'endsAt'),
  ],
  unique: [['code']],
};

export const locationsTable: Table<identity.LocationRow> = {
  file: 'locations.csv',
  schema: identity.LocationRow,
  columns: [
    required('code'),
    required('name'),
    required('lrk_number', 'lrkNumber'),
    required('street'),
    required('house_number', 'houseNumber'),
    required('postcode'),
    required('town'),
    optional('phone'),
  ],
  unique: [['code']],
};

/** A group with its places per daypart code; null: the daypart is not counted in this group. */
const GroupWithPlaces = identity.GroupRow.extend({
  places: z.record(z.string(), z.int().min(0).max(500).nullable()),
});
export type GroupWithPlaces = z.infer<typeof GroupWithPlaces>;

export const groupsTable: Table<GroupWithPlaces> = {
  file: 'groups.csv',
  schema: GroupWithPlaces,
  columns: [
    required('code'),
    required('location'),
    required('name'),
    required('care_type', 'careType'),
  ],
  columnFamily: { prefix: 'places_', field: 'places', cell: wholeNumber },
  unique: [['code']],
};

export const employeesTable: Table<identity.EmployeeRow> = {
  file: 'employees.csv',
  schema: identity.EmployeeRow,
  columns: [
    required('number'),
    required('first_name', 'firstName'),
    required('last_name', 'lastName'),
    required('email', 'email', lowerCase),
    required('role'),
    optional('groups', 'groups', list, []),
    optional('active', 'isActive', yesOrNo, true),
    initialPassword,
  ],
  unique: [['number'], ['email']],
};

const FamilyNumber = z.strictObject({ number: ExternalNumber });
export type FamilyNumber = z.infer<typeof FamilyNumber>;

export const familiesTable: Table<FamilyNumber> = {
  file: 'families.csv',
  schema: FamilyNumber,
  columns: [required('number')],
  unique: [['number']],
};

const GuardianOfFamily = identity.GuardianRow.extend({ family: ExternalNumber });
export type GuardianOfFamily = z.infer<typeof GuardianOfFamily>;

export const guardiansTable: Table<GuardianOfFamily> = {
  file: 'guardians.csv',
  schema: GuardianOfFamily,
  columns: [
    required('family'),
    required('debtor_number', 'debtorNumber'),
    required('first_name', 'firstName'),
    required('last_name', 'lastName'),
    optional('email', 'email', lowerCase),
    optional('phone'),
    required('language'),
    initialPassword,
  ],
  unique: [['debtor_number'], ['email']],
};

const ChildOfFamily = identity.ChildRow.extend({ family: ExternalNumber });
export type ChildOfFamily = z.infer<typeof ChildOfFamily>;

export const childrenTable: Table<ChildOfFamily> = {
  file: 'children.csv',
  schema: ChildOfFamily,
  columns: [
    required('family'),
    required('number'),
    required('first_name', 'firstName'),
    required('last_name', 'lastName'),
    required('born_on', 'bornOn', date),
  ],
  unique: [['number']],
};

const GuardianshipRow = z.strictObject({
  child: ExternalNumber,
  guardian: ExternalNumber,
  access: identity.GuardianAccess,
});
export type GuardianshipRow = z.infer<typeof GuardianshipRow>;

export const guardianshipsTable: Table<GuardianshipRow> = {
  file: 'guardianships.csv',
  isOptional: true,
  schema: GuardianshipRow,
  columns: [required('child'), required('guardian'), required('access')],
  unique: [['child', 'guardian']],
};

export const productsTable = (groupCodes: readonly string[]): Table<planning.ProductRow> => ({
  file: 'products.csv',
  schema: planning.ProductRow,
  columns: [
    required('code'),
    required('name'),
    required('starts_at', 'startsAt'),
    required('ends_at', 'endsAt'),
    optional('price', 'cents', euros),
    optional('points', 'points', decimal),
    required('weekdays', 'weekdays', weekdays),
    required('groups', 'groups', groupsOrAll(groupCodes)),
    required('valid_from', 'validFrom', date),
    optional('valid_until', 'validUntil', date),
  ],
  unique: [['code']],
});

const DAY_NAMES = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;

/** The weekdays that a header speaks of; what the portal has of the others stays. */
export function weekdaysIn(header: readonly string[]): Weekday[] {
  return DAY_NAMES.flatMap((name, at) => (header.includes(name) ? [(at + 1) as Weekday] : []));
}

export const placementsTable: Table<planning.PlacementRow> = {
  file: 'placements.csv',
  schema: planning.PlacementRow,
  columns: [
    required('number'),
    required('child'),
    required('group'),
    required('starts_on', 'startsOn', date),
    optional('ends_on', 'endsOn', date),
    ...DAY_NAMES.map((name, at) => ({
      ...optional(name, 'days', times((at + 1) as Weekday), []),
      whenAbsent: [],
    })),
  ],
  unique: [['number']],
};

export const closuresTable: Table<planning.ClosureRow> = {
  file: 'closures.csv',
  isOptional: true,
  schema: planning.ClosureRow,
  columns: [
    // A location is part of what a closure is: a closure without one is of all locations.
    { ...optional('location'), whenAbsent: null },
    required('starts_on', 'startsOn', date),
    required('ends_on', 'endsOn', date),
    required('reason'),
  ],
};
