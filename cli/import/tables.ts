import {
  ChildRow,
  ClosureRow,
  DaypartRow,
  EmployeeRow,
  ExternalNumber,
  GroupRow,
  GuardianAccess,
  GuardianRow,
  LocationRow,
  PlacementRow,
  ProductRow,
} from '@ouderportaal/contracts';
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

export const daypartsTable: Table<DaypartRow> = {
  file: 'dayparts.csv',
  schema: DaypartRow,
  columns: [
    required('code'),
    required('name'),
    required('starts_at', 'startsAt'),
    required('ends_at', 'endsAt'),
  ],
  unique: [['code']],
};

export const locationsTable: Table<LocationRow> = {
  file: 'locations.csv',
  schema: LocationRow,
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

/** A group with its places per daypart code; a daypart left empty is not counted in this group. */
const GroupWithPlaces = GroupRow.extend({
  places: z.record(z.string(), z.int().min(0).max(500)),
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

export const employeesTable: Table<EmployeeRow> = {
  file: 'employees.csv',
  schema: EmployeeRow,
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

const GuardianOfFamily = GuardianRow.extend({ family: ExternalNumber });
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

const ChildOfFamily = ChildRow.extend({ family: ExternalNumber });
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
  access: GuardianAccess,
});
export type GuardianshipRow = z.infer<typeof GuardianshipRow>;

export const guardianshipsTable: Table<GuardianshipRow> = {
  file: 'guardianships.csv',
  isOptional: true,
  schema: GuardianshipRow,
  columns: [required('child'), required('guardian'), required('access')],
  unique: [['child', 'guardian']],
};

export const productsTable = (groupCodes: readonly string[]): Table<ProductRow> => ({
  file: 'products.csv',
  schema: ProductRow,
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

export const placementsTable: Table<PlacementRow> = {
  file: 'placements.csv',
  schema: PlacementRow,
  columns: [
    required('number'),
    required('child'),
    required('group'),
    required('starts_on', 'startsOn', date),
    optional('ends_on', 'endsOn', date),
    ...DAY_NAMES.map((name, at) => optional(name, 'days', times((at + 1) as Weekday), [])),
  ],
  unique: [['number']],
};

export const closuresTable: Table<ClosureRow> = {
  file: 'closures.csv',
  isOptional: true,
  schema: ClosureRow,
  columns: [
    optional('location'),
    required('starts_on', 'startsOn', date),
    required('ends_on', 'endsOn', date),
    required('reason'),
  ],
};
