import { identity, type ImportChange, planning } from '@ouderportaal/contracts';

import type { Place } from './import-error.js';
import {
  chunked,
  MAX_BYTES,
  type Message,
  type Path,
  placeIn,
  profileOf,
  sizeOf,
} from './messages.js';
import type { OrganisationFolder } from './organisation-folder.js';
import { placeOf, type Sourced } from './table.js';
import type { GroupWithPlaces } from './tables.js';

const MAX_EMPLOYEES = 500;
const MAX_PRODUCTS = 500;

type RowKind = 'location' | 'group' | 'employee';
interface Unit {
  readonly kind: RowKind;
  readonly number: string;
  readonly bytes: number;
}

/**
 * Locations, groups and employees in that order. Each message also carries the locations and groups that
 * its rows name, so that it can be judged alone.
 */
export function* organisationMessages(
  organisation: OrganisationFolder,
  portalUrl: string,
): Generator<Message> {
  const profile = profileOf(organisation, portalUrl);
  const index = indexOf(organisation);
  const units = unitsOf(organisation);
  // Rows that are repeated for others count in full each time: too large an estimate, never too small.
  const chunks = chunked(units, MAX_EMPLOYEES, ({ kind, bytes }) => ({
    rows: kind === 'employee' ? 1 : 0,
    bytes,
  }));
  let isFirst = true;
  for (const chunk of units.length === 0 ? [[]] : chunks) {
    yield organisationMessage(organisation, profile, index, { chunk, isFirst });
    isFirst = false;
  }
}

function indexOf({ locations, groups, employees }: OrganisationFolder) {
  return {
    locations: new Map(locations.map((row) => [row.value.code, row])),
    groups: new Map(groups.map((row) => [row.value.code, row])),
    employees: new Map(employees.map((row) => [row.value.number, row])),
  };
}

function unitsOf(organisation: OrganisationFolder): Unit[] {
  const locationBytes = new Map(
    organisation.locations.map(({ value }) => [value.code, sizeOf(value)]),
  );
  const groupBytes = new Map(
    organisation.groups.map(({ value }) => [
      value.code,
      sizeOf(groupRow(value)) + (locationBytes.get(value.location) ?? 0),
    ]),
  );
  return [
    ...[...locationBytes].map(([number, bytes]) => ({ kind: 'location' as const, number, bytes })),
    ...[...groupBytes].map(([number, bytes]) => ({ kind: 'group' as const, number, bytes })),
    ...organisation.employees.map(({ value }) => ({
      kind: 'employee' as const,
      number: value.number,
      bytes: (value.groups ?? []).reduce(
        (sum, code) => sum + (groupBytes.get(code) ?? 0),
        sizeOf(value),
      ),
    })),
  ];
}

function organisationMessage(
  { file }: OrganisationFolder,
  profile: object,
  index: ReturnType<typeof indexOf>,
  { chunk, isFirst }: { chunk: readonly Unit[]; isFirst: boolean },
): Message {
  const ownNumbers = (kind: RowKind) =>
    chunk.filter((unit) => unit.kind === kind).map(({ number }) => number);
  const employees = pick(index.employees, ownNumbers('employee'));
  const groups = pick(index.groups, [
    ...ownNumbers('group'),
    ...employees.flatMap(({ value }) => value.groups ?? []),
  ]);
  const locations = pick(index.locations, [
    ...ownNumbers('location'),
    ...groups.map(({ value }) => value.location),
  ]);
  const own = new Set(chunk.map(({ kind, number }) => `${kind} ${number}`));
  return {
    contract: identity.imports.organisation,
    title: `locations, groups and employees (${chunk.length} rows)`,
    body: {
      profile,
      locations: locations.map(({ value }) => value),
      groups: groups.map(({ value }) => groupRow(value)),
      employees: employees.map(({ value }) => value),
    },
    placeOf: ([part, at, ...path]): Place => {
      if (part === 'locations') return placeIn(locations, 'locations.csv', at, path);
      if (part === 'groups') return placeIn(groups, 'groups.csv', at, path);
      if (part === 'employees') return placeIn(employees, 'employees.csv', at, path);
      return file.placeOf(at === undefined ? [] : [at, ...path]);
    },
    own: isFirst
      ? undefined
      : { rows: chunk.length, counts: ({ kind, number }) => own.has(`${kind} ${number}`) },
  };
}

function pick<T>(from: ReadonlyMap<string, T>, numbers: readonly string[]): T[] {
  return [...new Set(numbers)].map((number) => from.get(number)).filter((row) => row !== undefined);
}

function groupRow({ places: _places, ...group }: GroupWithPlaces) {
  return group;
}

/**
 * The planning rules. Closures are replaced by what is sent, so every message carries them all, and the
 * places too; products are spread where they are too many.
 */
export function* planningMessages(organisation: OrganisationFolder): Generator<Message> {
  const { settings, placeOf: placeInFile } = organisation.file;
  const { closures, products } = organisation;
  const capacities = organisation.groups.flatMap(capacitiesOf);
  const base = {
    policy: settings.planning,
    dayparts: organisation.dayparts.map(({ value }) => value),
    capacities: capacities.map(({ value }) => value),
    closures: closures?.map(({ value }) => value),
  };
  const baseBytes = sizeOf(base);
  // The places of a very large organisation take most of a message; its products share the rest.
  const weight = MAX_BYTES / Math.max(MAX_BYTES - baseBytes, MAX_BYTES / 10);
  const chunks = chunked(products, MAX_PRODUCTS, ({ value }) => ({
    rows: 1,
    bytes: sizeOf(value) * weight,
  }));
  let isFirst = true;
  for (const chunk of products.length === 0 ? [[]] : chunks) {
    yield {
      contract: planning.imports.organisation,
      title: `planning rules, dayparts, places and products (${chunk.length} products)`,
      body: { ...base, products: chunk.map(({ value }) => value) },
      placeOf: ([part, at, ...path]: Path): Place => {
        if (part === 'dayparts') return placeIn(organisation.dayparts, 'dayparts.csv', at, path);
        if (part === 'products') return placeIn(chunk, 'products.csv', at, path);
        if (part === 'closures') return placeIn(closures ?? [], 'closures.csv', at, path);
        if (part === 'capacities') {
          return (
            capacities[at as number]?.place ?? { file: 'groups.csv', line: null, column: null }
          );
        }
        return placeInFile(at === undefined ? [] : ['planning', at, ...path]);
      },
      own: isFirst
        ? undefined
        : { rows: chunk.length, counts: ({ kind }: ImportChange) => kind === 'product' },
    };
    isFirst = false;
  }
}

/** The places of a group in each daypart; null where it is not counted. */
function capacitiesOf(group: Sourced<GroupWithPlaces>) {
  return Object.entries(group.value.places).map(([daypart, places]) => ({
    value: { group: group.value.code, daypart, places },
    place: placeOf(group, ['places', daypart]),
  }));
}
