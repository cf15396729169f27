import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export const SLUG = 'proefhuis';
export const PASSWORD = 'Storing-op-bestelling-2026!';

export interface Size {
  families: number;
  childrenEach: number;
  /** Children that a group has place for. */
  places: number;
}

export const usernameOf = (family: number) => `9${String(family).padStart(5, '0')}`;
export const staffName = (n: number) => `staf${n}@${SLUG}.example`;
export const STAFF = 3;
export const GROUP = 'kikkers';

/**
 * An organisation made for the fault run, in the form that `npm run import` reads: one group that is
 * too small for all who want to come, and families whose children have care on Mondays only.
 */
export async function writeOrganisation(folder: string, size: Size): Promise<void> {
  await mkdir(folder, { recursive: true });
  const { families, childrenEach, places } = size;
  const all = Array.from({ length: families }, (_, i) => i + 1);
  const children = all.flatMap((family) =>
    Array.from({ length: childrenEach }, (_, i) => ({ family, n: family * 100 + i })),
  );
  const number = (prefix: string, n: number) => `${prefix}${String(n).padStart(5, '0')}`;
  const files: Record<string, string[]> = {
    'locations.csv': [
      'code,name,lrk_number,street,house_number,postcode,town,phone',
      'vijver,De Vijver,000410999999,Lisdoddepad,1,3981 SA,Dauwgaarde,000-3981299',
    ],
    'dayparts.csv': [
      'code,name,starts_at,ends_at',
      'ochtend,Ochtend,07:30,13:00',
      'middag,Middag,13:00,18:30',
    ],
    'groups.csv': [
      'code,location,name,care_type,places_ochtend,places_middag',
      `${GROUP},vijver,Kikkers,day-care,${places},${places}`,
    ],
    'employees.csv': [
      'number,first_name,last_name,email,role,groups,active,initial_password',
      ...Array.from(
        { length: STAFF },
        (_, i) =>
          `S0${i + 1},Staf,Nummer${i + 1},${staffName(i + 1)},staff,${GROUP},yes,${PASSWORD}`,
      ),
    ],
    'families.csv': ['number', ...all.map((n) => number('G', n))],
    'guardians.csv': [
      'family,debtor_number,first_name,last_name,email,phone,language,initial_password',
      ...all.map(
        (n) =>
          `${number('G', n)},${usernameOf(n)},Ouder,Nummer${n},ouder${n}@${SLUG}.example,,nl,${PASSWORD}`,
      ),
    ],
    'children.csv': [
      'family,number,first_name,last_name,born_on',
      ...children.map(
        ({ family, n }) => `${number('G', family)},${number('K', n)},Kind,Nummer${n},2024-03-14`,
      ),
    ],
    'guardianships.csv': ['child,guardian,access'],
    'placements.csv': [
      'number,child,group,starts_on,ends_on,monday,tuesday,wednesday,thursday,friday',
      ...children.map(
        ({ n }) => `${number('P', n)},${number('K', n)},${GROUP},2025-01-06,,07:30-18:30,,,,`,
      ),
    ],
    'products.csv': [
      'code,name,starts_at,ends_at,price,points,weekdays,groups,valid_from,valid_until',
      `dag,Hele dag,07:30,18:30,,4,1|2|3|4|5,${GROUP},2025-01-01,`,
    ],
    'closures.csv': ['location,starts_on,ends_on,reason'],
  };
  for (const [name, lines] of Object.entries(files)) {
    await writeFile(join(folder, name), `${lines.join('\n')}\n`);
  }
  await writeFile(join(folder, 'organisation.json'), JSON.stringify(settings, null, 2));
}

const settings = {
  slug: SLUG,
  name: 'Het Proefhuis',
  language: 'nl',
  timeZone: 'Europe/Amsterdam',
  loginName: 'debtor-number',
  branding: { primaryColour: '#1a7f5a', textColour: '#ffffff' },
  planning: {
    valuation: 'points',
    requestUntilDaysBefore: 1,
    requestUpToDaysAhead: 730,
    cancelUntilDaysBefore: 7,
    asWholeByDefault: false,
    decisionDaysBefore: null,
    takeBackMinutes: 0,
    closedOnPublicHolidays: false,
    openOnHolidays: [],
  },
};
