import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const SETTINGS = {
  slug: 'zonnehoek',
  name: 'Zonnehoek',
  language: 'nl',
  timeZone: 'Europe/Amsterdam',
  loginName: 'debtor-number',
  branding: { primaryColour: '#1a7f5a', textColour: '#ffffff' },
  planning: {
    valuation: 'points',
    requestUntilDaysBefore: 1,
    requestUpToDaysAhead: 90,
    cancelUntilDaysBefore: 2,
    asWholeByDefault: true,
    decisionDaysBefore: 14,
    takeBackMinutes: 0,
    closedOnPublicHolidays: true,
    openOnHolidays: ['05-05'],
  },
};

/** Two families of an organisation with two locations; the father of K1 lives with family F2. */
const FILES: Readonly<Record<string, string>> = {
  'organisation.json': JSON.stringify(SETTINGS, null, 2),
  'dayparts.csv': 'code,name,starts_at,ends_at\nam,Ochtend,07:30,13:00\npm,Middag,13:00,18:30\n',
  'locations.csv':
    'code,name,lrk_number,street,house_number,postcode,town,phone\n' +
    'L1,Oost,000123456789,Dauwpad,1,1234 SA,Mosdonk,000-1234567\n' +
    'L2,West,000123456790,Rietlaan,2a,1235SD,Mosdonk,\n',
  'groups.csv':
    'code,location,name,care_type,places_am,places_pm\n' +
    'G1,L1,Egels,day-care,12,10\nG2,L2,Otters,out-of-school,,20\n',
  'employees.csv':
    'number,first_name,last_name,email,role,groups,active,initial_password\n' +
    'E1,Anouk,Dauwpluim,Anouk@zonnehoek.example,staff,G1|G2,yes,\n' +
    'E2,Bart,Rietdans,bart@zonnehoek.example,manager,,yes,Een-lang-wachtwoord\n',
  'families.csv': 'number\nF1\nF2\n',
  'guardians.csv':
    'family,debtor_number,first_name,last_name,email,phone,language,initial_password\n' +
    'F1,1001,Esther,Kiezelzang,esther@post.example,000-7654321,nl,\n' +
    'F2,1002,Frank,Nevelgolf,frank@post.example,,en,\n' +
    'F2,1003,Ingrid,Varenvonk,,,nl,\n',
  'children.csv':
    'family,number,first_name,last_name,born_on\n' +
    'F1,K1,Noor,Kiezelzang,2023-05-01\nF2,K2,Sem,Nevelgolf,2018-02-28\n',
  'guardianships.csv': 'child,guardian,access\nK1,1002,read-only\n',
  'products.csv':
    'code,name,starts_at,ends_at,price,points,weekdays,groups,valid_from,valid_until\n' +
    'dag,Hele dag,07:30,18:30,"98,50",4,1|2|3|4|5,*,2025-01-01,\n',
  'placements.csv':
    'number,child,group,starts_on,ends_on,monday,tuesday,wednesday,thursday,friday,saturday,sunday\n' +
    'P1,K1,G1,2025-01-06,,07:30-18:30,,07:30-13:00 even|13:00-18:30 odd,,,,\n' +
    'P2,K2,G2,2025-01-06,2026-08-31,,13:00-18:30,,,,,\n',
  'closures.csv': 'location,starts_on,ends_on,reason\nL1,2026-12-24,2026-12-31,Kerst\n',
};

export const TABLES = Object.keys(FILES).filter((file) => file.endsWith('.csv'));

export type Changes = Readonly<
  Record<string, string | Buffer | null | ((text: string) => string | Buffer)>
>;

/** A folder that can be imported, but for what the test changes; null leaves a file out. */
export async function givenFolder(changes: Changes = {}): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'import-'));
  for (const file of new Set([...Object.keys(FILES), ...Object.keys(changes)])) {
    const change = changes[file];
    if (change === null) continue;
    const text = FILES[file] ?? '';
    const content = typeof change === 'function' ? change(text) : (change ?? text);
    await writeFile(join(folder, file), content);
  }
  return folder;
}

export async function removeFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
}
