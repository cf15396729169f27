import { stat } from 'node:fs/promises';

import type { Encoding } from './csv-file.js';
import { checkFileNames } from './folder-files.js';
import { type ImportError, inReadingOrder } from './import-error.js';
import { readLogo } from './logo-file.js';
import { readOrganisationFile } from './organisation-file.js';
import type { FamilyParts, OrganisationFolder } from './organisation-folder.js';
import { findOverlappingCare } from './overlapping-care.js';
import { findDanglingReferences } from './references.js';
import { placeOf, readTable, type Sourced, type TableContent } from './table.js';
import {
  childrenTable,
  closuresTable,
  daypartsTable,
  employeesTable,
  familiesTable,
  groupsTable,
  guardiansTable,
  guardianshipsTable,
  locationsTable,
  placementsTable,
  productsTable,
  weekdaysIn,
} from './tables.js';

export interface FolderReading {
  /** Only there when there is no error at all. */
  readonly organisation?: OrganisationFolder;
  readonly errors: readonly ImportError[];
  /** What is worth knowing and no error. */
  readonly notes: readonly string[];
}

/**
 * Reads and checks an organisation's folder: every row by the contract's own rules, then across files.
 * `encoding` is that of its tables where they are not UTF-8.
 */
export async function readFolder(folder: string, encoding?: Encoding): Promise<FolderReading> {
  const found = await stat(folder).catch(() => undefined);
  if (!found?.isDirectory()) {
    const reason = 'Is not a folder';
    return { errors: [{ file: folder, line: null, column: null, reason }], notes: [] };
  }
  const names = await checkFileNames(folder);
  const { notes } = names;
  const { organisation: file, errors } = await readOrganisationFile(folder);
  const { logo, errors: logoErrors } = await readLogo(folder);
  const tables = await readTables(folder, encoding);
  const families = assembleFamilies(tables);
  const all = [
    ...names.errors,
    ...errors,
    ...logoErrors,
    ...Object.values(tables).flatMap((table) => table.errors),
    ...checkReferences(tables),
    ...checkDayparts(tables),
    ...checkFamilies(families, tables),
    ...checkSharedAddresses(tables),
    ...findOverlappingCare(tables.placements.rows),
  ];
  if (all.length > 0 || file === undefined) return { errors: inReadingOrder(all), notes };
  const familyOfGuardian = new Map(
    tables.guardians.rows.map(({ value }) => [value.debtorNumber, value.family]),
  );
  const { dayparts, locations, groups, employees, products, placements, closures } = tables;
  return {
    errors: [],
    notes,
    organisation: {
      file,
      logo,
      dayparts: dayparts.rows,
      locations: locations.rows,
      groups: groups.rows,
      employees: employees.rows,
      families,
      familyOfGuardian,
      products: products.rows,
      placements: placements.rows,
      weekdays: weekdaysIn(placements.header),
      closures: closures.isThere ? closures.rows : undefined,
    },
  };
}

type Tables = Awaited<ReturnType<typeof readTables>>;

async function readTables(folder: string, encoding?: Encoding) {
  const groups = await readTable(folder, groupsTable, encoding);
  return {
    dayparts: await readTable(folder, daypartsTable, encoding),
    locations: await readTable(folder, locationsTable, encoding),
    groups,
    employees: await readTable(folder, employeesTable, encoding),
    families: await readTable(folder, familiesTable, encoding),
    guardians: await readTable(folder, guardiansTable, encoding),
    children: await readTable(folder, childrenTable, encoding),
    guardianships: await readTable(folder, guardianshipsTable, encoding),
    products: await readTable(folder, productsTable([...groups.numbers]), encoding),
    placements: await readTable(folder, placementsTable, encoding),
    closures: await readTable(folder, closuresTable, encoding),
  };
}

function checkReferences(tables: Tables): ImportError[] {
  const target = (thing: string, file: string, content: TableContent<unknown>) => ({
    thing,
    file,
    ...content,
  });
  const location = target('location', locationsTable.file, tables.locations);
  const group = target('group', groupsTable.file, tables.groups);
  const family = target('family', familiesTable.file, tables.families);
  const child = target('child', childrenTable.file, tables.children);
  const guardian = target('debtor number', guardiansTable.file, tables.guardians);
  return [
    ...findDanglingReferences(tables.groups.rows, location, 'location'),
    ...findDanglingReferences(tables.employees.rows, group, 'groups'),
    ...findDanglingReferences(tables.guardians.rows, family, 'family'),
    ...findDanglingReferences(tables.children.rows, family, 'family'),
    ...findDanglingReferences(tables.guardianships.rows, child, 'child'),
    ...findDanglingReferences(tables.guardianships.rows, guardian, 'guardian'),
    ...findDanglingReferences(tables.products.rows, group, 'groups'),
    ...findDanglingReferences(tables.placements.rows, child, 'child'),
    ...findDanglingReferences(tables.placements.rows, group, 'group'),
    ...findDanglingReferences(tables.closures.rows, location, 'location'),
  ];
}

/** Each daypart has its column of places in groups.csv, and each such column its daypart. */
function checkDayparts({ dayparts, groups }: Tables): ImportError[] {
  if (!dayparts.isComplete || groups.header.length === 0) return [];
  const { prefix } = groupsTable.columnFamily ?? { prefix: '' };
  const counted = groups.header
    .filter((name) => name.startsWith(prefix))
    .map((name) => name.slice(prefix.length));
  const add = (code: string, reason: string): ImportError => ({
    file: groupsTable.file,
    line: 1,
    column: prefix + code,
    reason,
  });
  const errors = [
    ...counted
      .filter((code) => !dayparts.numbers.has(code))
      .map((code) => add(code, `There is no daypart "${code}" in ${daypartsTable.file}`)),
    ...[...dayparts.numbers]
      .filter((code) => !counted.includes(code))
      .map((code) => add(code, 'This column is missing in the header')),
  ];
  if (dayparts.numbers.size > 0 || dayparts.errors.length > 0) return errors;
  const reason = 'Holds no daypart; at least one is needed to count places';
  return [...errors, { file: daypartsTable.file, line: 1, column: null, reason }];
}

function assembleFamilies(tables: Tables): FamilyParts[] {
  const hasGuardianships = tables.guardianships.isThere;
  const families = new Map<string, FamilyParts>(
    tables.families.rows.map((family) => [
      family.value.number,
      { family, guardians: [], children: [], guardianships: [], hasGuardianships },
    ]),
  );
  const familyOfChild = new Map<string, string>();
  for (const guardian of tables.guardians.rows) {
    families.get(guardian.value.family)?.guardians.push(guardian);
  }
  for (const child of tables.children.rows) {
    families.get(child.value.family)?.children.push(child);
    familyOfChild.set(child.value.number, child.value.family);
  }
  for (const guardianship of tables.guardianships.rows) {
    families
      .get(familyOfChild.get(guardianship.value.child) ?? '')
      ?.guardianships.push(guardianship);
  }
  return [...families.values()];
}

/** Also an employee whose own child comes here has two accounts, each with an own address (R22). */
function checkSharedAddresses({ employees, guardians }: Tables): ImportError[] {
  const lines = new Map(employees.rows.map(({ value, line }) => [value.email, line]));
  return guardians.rows.flatMap((guardian) => {
    const line = lines.get(guardian.value.email ?? '');
    if (line === undefined) return [];
    const reason = `"${guardian.value.email}" is also on line ${line} of ${employeesTable.file}; everybody needs an own e-mail address`;
    return [{ ...placeOf(guardian, ['email']), reason }];
  });
}

const MOST = { guardians: 10, children: 20, guardianships: 100 } as const;

function checkFamilies(families: readonly FamilyParts[], { guardians }: Tables): ImportError[] {
  // A guardian whose row has an error is there all the same.
  const hasUnreadGuardians = guardians.errors.length > 0;
  return families.flatMap((parts) => {
    const { number } = parts.family.value;
    const errors: ImportError[] = [];
    const [firstChild] = parts.children;
    if (parts.guardians.length === 0 && !hasUnreadGuardians) {
      errors.push({
        ...placeOf(firstChild ?? parts.family, [firstChild === undefined ? 'number' : 'family']),
        reason: `Family "${number}" has no guardian in ${guardiansTable.file}`,
      });
    }
    for (const kind of ['guardians', 'children', 'guardianships'] as const) {
      const rest: Sourced<unknown> | undefined = parts[kind][MOST[kind]];
      if (rest === undefined) continue;
      const reason = `Family "${number}" has more than ${MOST[kind]} ${kind}`;
      errors.push({ ...placeOf(rest), reason });
    }
    return errors;
  });
}
