import { stringify } from 'csv-stringify/sync';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { DemoFamilies } from './families.js';
import type { DemoPlacement } from './placements.js';

type Cell = string | number;

/** A CSV file: its columns and rows. */
export interface Sheet {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

export async function writeFolder(
  folder: string,
  organisation: object,
  sheets: Readonly<Record<string, Sheet>>,
  delimiter: ',' | ';' = ',',
): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'organisation.json'), `${JSON.stringify(organisation, null, 2)}\n`);
  for (const [name, { columns, rows }] of Object.entries(sheets)) {
    const text = stringify(
      [columns, ...rows].map((row) => [...row]),
      { delimiter },
    );
    await writeFile(join(folder, `${name}.csv`), text);
  }
}

interface PeopleSheetsOptions {
  /** Password by debtor number, for the guardians who can sign in at once. */
  readonly passwords: ReadonlyMap<string, string>;
}

/** The five files about families and their places. */
export function peopleSheets(
  { families, guardians, children, guardianships }: DemoFamilies,
  placements: readonly DemoPlacement[],
  { passwords }: PeopleSheetsOptions,
): Record<string, Sheet> {
  return {
    families: { columns: ['number'], rows: families.map((number) => [number]) },
    guardians: {
      columns: [
        'family',
        'debtor_number',
        'first_name',
        'last_name',
        'email',
        'phone',
        'language',
        'initial_password',
      ],
      rows: guardians.map((row) => [
        row.family,
        row.debtorNumber,
        row.firstName,
        row.lastName,
        row.email,
        row.phone,
        row.language,
        passwords.get(row.debtorNumber) ?? '',
      ]),
    },
    children: {
      columns: ['family', 'number', 'first_name', 'last_name', 'born_on'],
      rows: children.map((row) => [
        row.family,
        row.number,
        row.firstName,
        row.lastName,
        row.bornOn,
      ]),
    },
    guardianships: {
      columns: ['child', 'guardian', 'access'],
      rows: guardianships.map(({ child, guardian, access }) => [child, guardian, access]),
    },
    placements: {
      columns: [
        ...['number', 'child', 'group', 'starts_on', 'ends_on'],
        ...['monday', 'tuesday', 'wednesday', 'thursday', 'friday'],
      ],
      rows: placements.map((row) => [
        row.number,
        row.child,
        row.group,
        row.startsOn,
        row.endsOn,
        ...row.days,
      ]),
    },
  };
}
