import { identity } from '@ouderportaal/contracts';
import type { Whole } from '@ouderportaal/kernel';

export const PASSWORD = 'blauwe vlinder op dinsdag';

export function profile(
  overrides: Partial<Omit<identity.OrganisationView, 'slug'>> = {},
): Omit<identity.OrganisationView, 'slug'> {
  return {
    name: 'De Zonnebloem',
    language: 'nl',
    timeZone: 'Europe/Amsterdam',
    loginName: 'e-mail',
    branding: { primaryColour: '#1a7f5a', textColour: '#ffffff' },
    portalUrl: 'https://zonnebloem.example',
    addressForm: 'u',
    languages: ['nl', 'en'],
    contact: { phone: null, email: null, address: null },
    features: featuresWith(),
    ...overrides,
  };
}

/** Everything off but what is named. */
export function featuresWith(...on: identity.Feature[]): identity.Features {
  return Object.fromEntries(
    identity.FEATURES.map((feature) => [feature, on.includes(feature)]),
  ) as identity.Features;
}

export function location(
  overrides: Partial<Whole<identity.LocationRow>> = {},
): Whole<identity.LocationRow> {
  return {
    code: 'L1',
    name: 'Tuinhuis',
    lrkNumber: '123456789',
    street: 'Lindelaan',
    houseNumber: '12',
    postcode: '1234 AB',
    town: 'Voorbeeldstad',
    phone: null,
    ...overrides,
  };
}

export function group(overrides: Partial<identity.GroupRow> = {}): identity.GroupRow {
  return { code: 'G1', location: 'L1', name: 'Egeltjes', careType: 'day-care', ...overrides };
}

export function employee(
  overrides: Partial<Whole<identity.EmployeeRow>> = {},
): Whole<identity.EmployeeRow> {
  return {
    number: 'E1',
    firstName: 'Noor',
    lastName: 'Verzonnen',
    email: 'noor@zonnebloem.example',
    role: 'staff',
    groups: ['G1'],
    isActive: true,
    initialPassword: null,
    ...overrides,
  };
}

export function guardian(
  overrides: Partial<Whole<identity.GuardianRow>> = {},
): Whole<identity.GuardianRow> {
  return {
    debtorNumber: 'D1',
    firstName: 'Sam',
    lastName: 'Bedacht',
    email: 'sam@ouders.example',
    phone: null,
    language: 'nl',
    initialPassword: null,
    ...overrides,
  };
}

export function child(overrides: Partial<identity.ChildRow> = {}): identity.ChildRow {
  return {
    number: 'C1',
    firstName: 'Pip',
    lastName: 'Bedacht',
    bornOn: '2023-05-01',
    ...overrides,
  };
}

export function family(overrides: Partial<identity.FamilyRow> = {}): identity.FamilyRow {
  return {
    number: 'F1',
    guardians: [guardian()],
    children: [child()],
    guardianships: [],
    ...overrides,
  };
}
