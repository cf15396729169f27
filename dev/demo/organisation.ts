import { CHILDREN_PER_GROUP, type DemoGroup, makePlacements } from './placements.js';
import { type DemoCare, type DemoChild, makeFamilies } from './families.js';
import {
  childcareName,
  email,
  familyName,
  lrkNumber,
  parentName,
  phone,
  postcode,
  streetName,
  townName,
} from './names.js';
import type { Random } from './random.js';
import { peopleSheets, type Sheet } from './write-folder.js';

export const DEMO_PASSWORD = 'Welkom-bij-de-demo-2026!';
const GROUPS_PER_LOCATION = 5;
const EMPLOYEES_PER_GROUP = 2;

export interface DemoLogin {
  readonly organisation: string;
  readonly name: string;
  readonly role: 'parent' | 'staff' | 'manager';
  readonly username: string;
  readonly who: string;
}

interface DemoOrganisation {
  readonly settings: { readonly slug: string };
  readonly sheets: Record<string, Sheet>;
  readonly logins: DemoLogin[];
}

/** Invents an organisation of a number of families; the first parent, employee and manager can sign in. */
export function makeOrganisation(
  random: Random,
  rank: number,
  familyCount: number,
): DemoOrganisation {
  const named = childcareName(random);
  const slug = `${named.slug}-${String(rank).padStart(3, '0')}`;
  const families = makeFamilies(random, familyCount);
  const groups = makeGroups(families.children);
  const locations = [...new Set(groups.map(({ location }) => location))];
  const town = townName(random);
  const settings = settingsOf(random, slug, named.name);
  const employees = makeEmployees(random, groups, locations);
  const placements = makePlacements(random, families.children, groups);
  const [parent] = families.guardians;
  const passwords = new Map([[parent?.debtorNumber ?? '', DEMO_PASSWORD]]);
  const sheets: Record<string, Sheet> = {
    dayparts: {
      columns: ['code', 'name', 'starts_at', 'ends_at'],
      rows: [
        ['morning', 'Ochtend', '07:30', '13:00'],
        ['afternoon', 'Middag', '13:00', '18:30'],
      ],
    },
    locations: {
      columns: [
        ...['code', 'name', 'lrk_number', 'street', 'house_number', 'postcode', 'town', 'phone'],
      ],
      rows: locations.map((code) => [
        code,
        `${named.name} ${code}`,
        lrkNumber(random),
        streetName(random),
        random.between(1, 199),
        postcode(random),
        town,
        phone(random),
      ]),
    },
    groups: groupsSheet(groups),
    employees,
    products: productsSheet(groups, settings.planning.valuation),
    closures: {
      columns: ['location', 'starts_on', 'ends_on', 'reason'],
      rows: [['', '2026-12-28', '2026-12-31', 'Tussen kerst en nieuwjaar']],
    },
    ...peopleSheets(families, placements, { passwords }),
  };
  return { settings, sheets, logins: loginsOf(slug, settings.loginName, parent, employees) };
}

/** About twelve children to a group and five groups to a location. */
function makeGroups(children: readonly DemoChild[]): DemoGroup[] {
  const cares: DemoCare[] = ['day-care', 'out-of-school'];
  const counts = cares.map((care) => {
    const all = children.filter((child) => child.care === care).length;
    return Math.max(1, Math.ceil(all / CHILDREN_PER_GROUP));
  });
  const total = counts.reduce((sum, count) => sum + count, 0);
  const locations = Math.max(1, Math.round(total / GROUPS_PER_LOCATION));
  return cares.flatMap((care, at) =>
    Array.from({ length: counts[at] ?? 0 }, (_, index) => ({
      code: `${care === 'day-care' ? 'D' : 'B'}${String(index + 1).padStart(4, '0')}`,
      location: `L${String((index % locations) + 1).padStart(3, '0')}`,
      care,
    })),
  );
}

function groupsSheet(groups: readonly DemoGroup[]): Sheet {
  return {
    columns: ['code', 'location', 'name', 'care_type', 'places_morning', 'places_afternoon'],
    rows: groups.map(({ code, location, care }) => [
      code,
      location,
      `${care === 'day-care' ? 'Dagopvang' : 'Buitenschoolse opvang'} ${code}`,
      care,
      CHILDREN_PER_GROUP,
      care === 'day-care' ? CHILDREN_PER_GROUP : CHILDREN_PER_GROUP + 4,
    ]),
  };
}

function settingsOf(random: Random, slug: string, name: string) {
  return {
    slug,
    name,
    language: 'nl',
    timeZone: 'Europe/Amsterdam',
    loginName: random.pick(['debtor-number', 'e-mail'] as const),
    branding: {
      primaryColour: random.pick(['#1a7f5a', '#8a2be2', '#b5471b', '#14608c'] as const),
      textColour: '#ffffff',
    },
    planning: {
      valuation: random.pick(['money', 'points', 'none'] as const),
      requestUntilDaysBefore: random.between(0, 3),
      requestUpToDaysAhead: random.pick([60, 90, 180, 365] as const),
      cancelUntilDaysBefore: random.pick([null, 1, 2, 7] as const),
      asWholeByDefault: random.chance(0.5),
      decisionDaysBefore: random.pick([null, 12, 14, 21] as const),
      closedOnPublicHolidays: true,
      openOnHolidays: random.chance(0.5) ? ['05-05'] : [],
    },
  };
}

function productsSheet(
  groups: readonly DemoGroup[],
  valuation: 'money' | 'points' | 'none',
): Sheet {
  const codesOf = (care: DemoCare) =>
    groups
      .filter((group) => group.care === care)
      .map(({ code }) => code)
      .join('|');
  const value = (price: string, points: string) => [
    valuation === 'money' ? price : '',
    valuation === 'points' ? points : '',
  ];
  const since = ['2025-01-01', ''];
  const dayCare = codesOf('day-care');
  const school = codesOf('out-of-school');
  return {
    columns: [
      ...['code', 'name', 'starts_at', 'ends_at', 'price', 'points', 'weekdays', 'groups'],
      ...['valid_from', 'valid_until'],
    ],
    rows: [
      [
        'kdv-dag',
        'Hele dag',
        '07:30',
        '18:30',
        ...value('98.50', '4'),
        '1|2|3|4|5',
        dayCare,
        ...since,
      ],
      [
        'kdv-ochtend',
        'Ochtend',
        '07:30',
        '13:00',
        ...value('52.25', '2'),
        '1|2|3|4|5',
        dayCare,
        ...since,
      ],
      [
        'kdv-middag',
        'Middag',
        '13:00',
        '18:30',
        ...value('52.25', '2'),
        '1|2|3|4|5',
        dayCare,
        ...since,
      ],
      [
        'bso-middag',
        'Na school',
        '14:30',
        '18:30',
        ...value('34.00', '1'),
        '1|2|4',
        school,
        ...since,
      ],
      [
        'bso-lang',
        'Lange middag',
        '12:00',
        '18:30',
        ...value('55.25', '2'),
        '3|5',
        school,
        ...since,
      ],
      [
        'bso-vakantie',
        'Vakantiedag',
        '07:30',
        '18:30',
        ...value('93.50', '4'),
        '1|2|3|4|5',
        school,
        ...since,
      ],
    ],
  };
}

const MANAGER_OF_ALL = 'M001';

function makeEmployees(
  random: Random,
  groups: readonly DemoGroup[],
  locations: readonly string[],
): Sheet {
  const employee = (number: string, role: 'staff' | 'manager', codes: string) => {
    const firstName = parentName(random);
    const lastName = familyName(random);
    const password = number === MANAGER_OF_ALL || number === 'S00001' ? DEMO_PASSWORD : '';
    const address = email(random, firstName, lastName, number);
    return [number, firstName, lastName, address, role, codes, 'yes', password];
  };
  const managers = locations.map((_, at) =>
    employee(`M${String(at + 1).padStart(3, '0')}`, 'manager', ''),
  );
  const staff = Array.from({ length: groups.length * EMPLOYEES_PER_GROUP }, (_, at) => {
    const group = groups[Math.floor(at / EMPLOYEES_PER_GROUP)];
    return employee(`S${String(at + 1).padStart(5, '0')}`, 'staff', group?.code ?? '');
  });
  return {
    columns: [
      ...['number', 'first_name', 'last_name', 'email', 'role', 'groups', 'active'],
      'initial_password',
    ],
    rows: [...managers, ...staff],
  };
}

function loginsOf(
  organisation: string,
  loginName: 'debtor-number' | 'e-mail',
  parent: { firstName: string; lastName: string; debtorNumber: string; email: string } | undefined,
  { rows }: Sheet,
): DemoLogin[] {
  const employees = rows
    .filter((row) => row.at(-1) !== '')
    .map(([number, firstName, lastName, address, role]) => ({
      organisation,
      name: `${String(firstName)} ${String(lastName)}`,
      role: role === 'manager' ? ('manager' as const) : ('staff' as const),
      username: String(address),
      who: `employee ${String(number)}`,
    }));
  if (parent === undefined) return employees;
  const parentLogin = {
    organisation,
    name: `${parent.firstName} ${parent.lastName}`,
    role: 'parent' as const,
    username: loginName === 'e-mail' ? parent.email : parent.debtorNumber,
    who: 'first guardian of the first family',
  };
  return [parentLogin, ...employees];
}
