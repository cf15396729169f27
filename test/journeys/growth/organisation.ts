import type { identity, planning } from '@ouderportaal/contracts';
import type { z } from 'zod';

export const PASSWORD = 'Groeimeter aan de deurpost 9';
export const PARENT = 'ouder@groei.example';
export const EMPLOYEE = 'staf@groei.example';
const CHILDREN_OF_A_FAMILY = 20;

type OrganisationInput = z.input<typeof identity.imports.organisation.input>;
type PlanningInput = z.input<typeof planning.imports.organisation.input>;
type PlacementsInput = z.input<typeof planning.imports.placements.input>;
type Rows<I extends { organisation: string }> = Omit<I, 'organisation'>;

const numbered = <T>(size: number, make: (n: number) => T): T[] =>
  Array.from({ length: size }, (_, at) => make(at + 1));

/** So many groups, and an employee who works in all of them. */
export function organisationOf(size: number): Rows<OrganisationInput> {
  return {
    profile: {
      name: 'De Groei',
      language: 'nl',
      timeZone: 'Europe/Amsterdam',
      loginName: 'e-mail',
      branding: { primaryColour: '#1a7f5a', textColour: '#ffffff' },
      portalUrl: 'https://portaal.example',
    },
    locations: [
      {
        code: 'L1',
        name: 'Locatie',
        lrkNumber: '123456789',
        street: 'Laan',
        houseNumber: '1',
        postcode: '1234 AB',
        town: 'Dorp',
        phone: null,
      },
    ],
    groups: numbered(size, (n) => ({
      code: `G${n}`,
      location: 'L1',
      name: `Groep ${n}`,
      careType: 'day-care',
    })),
    employees: [
      {
        number: 'S1',
        firstName: 'Staf',
        lastName: 'Lid',
        email: EMPLOYEE,
        role: 'staff',
        groups: numbered(size, (n) => `G${n}`),
        isActive: true,
        initialPassword: PASSWORD,
      },
    ],
  };
}

/** One guardian with so many children: of the own family, and of others'. */
export function familiesOf(size: number): { families: identity.FamilyRow[] } {
  const guardian = (number: number) => ({
    debtorNumber: `D${number}`,
    firstName: `Ouder ${number}`,
    lastName: 'Lijst',
    email: number === 1 ? PARENT : `ouder${number}@groei.example`,
    phone: null,
    language: 'nl' as const,
    initialPassword: number === 1 ? PASSWORD : null,
  });
  const children = numbered(size, (n) => ({
    number: `K${n}`,
    firstName: `Kind ${n}`,
    lastName: 'Lijst',
    bornOn: '2024-05-06',
  }));
  return {
    families: numbered(Math.ceil(size / CHILDREN_OF_A_FAMILY), (n) => {
      const own = children.slice((n - 1) * CHILDREN_OF_A_FAMILY, n * CHILDREN_OF_A_FAMILY);
      const seenByFirst = n === 1 ? [] : own;
      return {
        number: `F${n}`,
        guardians: [guardian(n)],
        children: own,
        guardianships: seenByFirst.map(({ number }) => ({
          child: number,
          guardian: 'D1',
          access: 'full' as const,
        })),
      };
    }),
  };
}

export function planningOf(size: number): Rows<PlanningInput> {
  return {
    policy: {
      valuation: 'money',
      requestUntilDaysBefore: 0,
      requestUpToDaysAhead: 365,
      cancelUntilDaysBefore: 0,
      asWholeByDefault: false,
      decisionDaysBefore: null,
      takeBackMinutes: 0,
      closedOnPublicHolidays: false,
      openOnHolidays: [],
    },
    dayparts: [{ code: 'AM', name: 'Ochtend', startsAt: '08:00', endsAt: '13:00' }],
    capacities: numbered(size, (n) => ({ group: `G${n}`, daypart: 'AM', places: 50 })),
    products: [
      {
        code: 'P1',
        name: 'Ochtend',
        startsAt: '08:00',
        endsAt: '13:00',
        cents: 4000,
        points: null,
        weekdays: [1, 2, 3, 4, 5],
        groups: numbered(size, (n) => `G${n}`),
        validFrom: '2020-01-01',
        validUntil: null,
      },
    ],
    closures: [],
  };
}

/** Each child in a group of its own, in the afternoon, so that every morning can be asked for. */
export function placementsOf(size: number): Rows<PlacementsInput> {
  return {
    placements: numbered(size, (n) => ({
      number: `PL${n}`,
      child: `K${n}`,
      group: `G${n}`,
      startsOn: '2024-08-01',
      endsOn: null,
      days: ([1, 2, 3, 4, 5] as const).map((weekday) => ({
        weekday,
        weeks: 'all' as const,
        startsAt: '13:00',
        endsAt: '18:00',
      })),
    })),
  };
}
