import type { identity, planning } from '@ouderportaal/contracts';
import type { z } from 'zod';

/** Two families, two groups and everybody that the matrix asks as; every name is found nowhere else. */
export const PASSWORD = 'Kanarie in de kolenmijn 7';

type OrganisationInput = z.input<typeof identity.imports.organisation.input>;
type PlanningInput = z.input<typeof planning.imports.organisation.input>;
type PlacementsInput = z.input<typeof planning.imports.placements.input>;

/** What can be recognised in an answer, a log or a mail. */
export const canary = (mark: string, what: string) => `Kanarie${mark}${what}`;

export const emailOf = (mark: string, who: string) =>
  `${who}.kanarie-${mark.toLowerCase()}@voorbeeld.example`;

export function organisationOf(
  slug: string,
  mark: string,
  { hasLeft = false } = {},
): OrganisationInput {
  const location = (code: string) => ({
    code,
    name: canary(mark, `Locatie${code}`),
    lrkNumber: '123456789',
    street: 'Laan',
    houseNumber: '1',
    postcode: '1234 AB',
    town: 'Dorp',
    phone: null,
  });
  const group = (code: string, at: string) => ({
    code,
    location: at,
    name: canary(mark, `Groep${code}`),
    careType: 'day-care' as const,
  });
  const employee = (
    number: string,
    role: 'staff' | 'manager',
    groups: string[],
    isActive = true,
  ) => ({
    number,
    firstName: canary(mark, `Voornaam${number}`),
    lastName: canary(mark, `Achternaam${number}`),
    email: emailOf(mark, number),
    role,
    groups,
    isActive,
    initialPassword: PASSWORD,
  });
  return {
    organisation: slug,
    profile: {
      name: `Opvang ${slug}`,
      language: 'nl',
      timeZone: 'Europe/Amsterdam',
      loginName: 'e-mail',
      branding: { primaryColour: '#1a7f5a', textColour: '#ffffff' },
      portalUrl: 'https://portaal.example',
    },
    locations: [location('L1'), location('L2')],
    groups: [group('G1', 'L1'), group('G2', 'L2')],
    employees: [
      employee('staf', 'staff', ['G1']),
      employee('away', 'staff', ['G2']),
      employee('mngr', 'manager', []),
      employee('left', 'staff', ['G1'], !hasLeft),
    ],
  };
}

export function familiesOf(
  slug: string,
  mark: string,
): { organisation: string; families: identity.FamilyRow[] } {
  const guardian = (who: string) => ({
    debtorNumber: `D-${who}`,
    firstName: canary(mark, `Ouder${who}`),
    lastName: canary(mark, `Familie${who}`),
    email: emailOf(mark, who),
    phone: null,
    language: 'nl' as const,
    initialPassword: PASSWORD,
  });
  const child = (number: string) => ({
    number,
    firstName: canary(mark, `Kind${number}`),
    lastName: canary(mark, `Kindernaam${number}`),
    bornOn: '2024-05-06',
  });
  return {
    organisation: slug,
    families: [
      { number: 'F2', guardians: [guardian('look')], children: [], guardianships: [] },
      {
        number: 'F1',
        guardians: [guardian('own'), guardian('blkd')],
        children: [child('C1')],
        guardianships: [
          { child: 'C1', guardian: 'D-look', access: 'read-only' },
          { child: 'C1', guardian: 'D-blkd', access: 'none' },
        ],
      },
      {
        number: 'F4',
        guardians: [guardian('othr')],
        children: [child('C4'), child('C5')],
        guardianships: [],
      },
    ],
  };
}

export function planningOf(slug: string): PlanningInput {
  const product = (code: string, group: string) => ({
    code,
    name: `Ochtend ${code}`,
    startsAt: '08:00',
    endsAt: '13:00',
    cents: 4000,
    points: null,
    weekdays: [1, 2, 3, 4, 5] as (1 | 2 | 3 | 4 | 5)[],
    groups: [group],
    validFrom: '2020-01-01',
    validUntil: null,
  });
  return {
    organisation: slug,
    policy: {
      valuation: 'money',
      requestUntilDaysBefore: 0,
      requestUpToDaysAhead: 365,
      cancelUntilDaysBefore: 0,
      asWholeByDefault: false,
      decisionDaysBefore: null,
      takeBackMinutes: 60,
      closedOnPublicHolidays: false,
      openOnHolidays: [],
    },
    dayparts: [{ code: 'AM', name: 'Ochtend', startsAt: '08:00', endsAt: '13:00' }],
    capacities: ['G1', 'G2'].map((group) => ({ group, daypart: 'AM', places: 500 })),
    products: [product('P1', 'G1'), product('P2', 'G2')],
    closures: [],
  };
}

/** Afternoons only, so that every morning can be asked for. */
export function placementsOf(slug: string): PlacementsInput {
  const placement = (number: string, child: string, group: string) => ({
    number,
    child,
    group,
    startsOn: '2024-08-01',
    endsOn: null,
    days: ([1, 2, 3, 4, 5] as const).map((weekday) => ({
      weekday,
      weeks: 'all' as const,
      startsAt: '13:00',
      endsAt: '18:00',
    })),
  });
  return {
    organisation: slug,
    placements: [
      placement('PL1', 'C1', 'G1'),
      placement('PL4', 'C4', 'G1'),
      placement('PL5', 'C5', 'G2'),
    ],
  };
}

/** One pixel. */
export function logoOf(slug: string): { organisation: string; picture: string } {
  const picture =
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';
  return { organisation: slug, picture };
}
