import { z } from 'zod';
import { rpc } from '../contract.js';
import { importInput, importOutcome } from '../imports.js';
import { ExternalNumber, Language, line, LocalDate, text } from '../shared.js';
import { CareType, Email, OrganisationProfile, PostalAddress } from './organisations.js';
import { GuardianAccess } from './families.js';

/** Only for demonstrations and migrations; an account without one cannot sign in with a password yet. */
const InitialPassword = text(128, 8).nullable().optional();

/** What a row leaves out stays as it is; new rows begin with null, no groups, and active. */

export const LocationRow = z
  .strictObject({
    code: ExternalNumber,
    name: line(80),
    /** National register of childcare (LRK): the number of this location's registration. */
    lrkNumber: z.string().regex(/^[0-9]{6,12}$/, 'Must be 6 to 12 digits'),
    ...PostalAddress.shape,
    phone: line(20).nullable().optional(),
  })
  .meta({ id: 'LocationRow' });
export type LocationRow = z.infer<typeof LocationRow>;

export const GroupRow = z
  .strictObject({
    code: ExternalNumber,
    location: ExternalNumber,
    name: line(60),
    careType: CareType,
  })
  .meta({ id: 'GroupRow' });
export type GroupRow = z.infer<typeof GroupRow>;

export const EmployeeRow = z
  .strictObject({
    number: ExternalNumber,
    firstName: line(60),
    lastName: line(80),
    email: Email,
    role: z.enum(['staff', 'manager']),
    groups: z.array(ExternalNumber).max(200).optional(),
    isActive: z.boolean().optional(),
    initialPassword: InitialPassword,
  })
  .meta({ id: 'EmployeeRow' });
export type EmployeeRow = z.infer<typeof EmployeeRow>;

export const GuardianRow = z
  .strictObject({
    /** Every guardian has an own one (R13). */
    debtorNumber: ExternalNumber,
    firstName: line(60),
    lastName: line(80),
    email: Email.nullable().optional(),
    phone: line(20).nullable().optional(),
    language: Language,
    initialPassword: InitialPassword,
  })
  .meta({ id: 'GuardianRow' });
export type GuardianRow = z.infer<typeof GuardianRow>;

export const ChildRow = z
  .strictObject({
    number: ExternalNumber,
    firstName: line(60),
    lastName: line(80),
    bornOn: LocalDate,
  })
  .meta({ id: 'ChildRow' });
export type ChildRow = z.infer<typeof ChildRow>;

/** Children get every guardian of their own family with full access; exceptions are guardianship rows. */
export const FamilyRow = z
  .strictObject({
    number: ExternalNumber,
    guardians: z.array(GuardianRow).min(1).max(10),
    children: z.array(ChildRow).max(20),
    /**
     * Exceptions: another household's guardian, read-only access, or none. All of them, or left out:
     * then they stay as they are. No import lifts access `none`.
     */
    guardianships: z
      .array(
        z.strictObject({ child: ExternalNumber, guardian: ExternalNumber, access: GuardianAccess }),
      )
      .max(100)
      .optional(),
  })
  .meta({ id: 'FamilyRow' });
export type FamilyRow = z.infer<typeof FamilyRow>;

const Outcome = importOutcome('Identity', [
  'organisation',
  'location',
  'group',
  'employee',
  'family',
  'guardian',
  'child',
  'guardianship',
]);
export type ImportOutcome = z.infer<typeof Outcome>;
export type ImportChange = ImportOutcome['changes'][number];

export const imports = {
  organisation: rpc('identity.imports.organisation', {
    route: 'PUT /operator/organisations/:organisation',
    allow: ['operator'],
    bulk: true,
    effect: 'self-managed',
    idempotent: true,
    repeated: 'as-kept',
    summary: 'Record an organisation with its locations, groups and employees',
    description:
      'Creates what is new, changes what differs, leaves the rest. What is left out, a row or a field, stays as it is. An employee who becomes a manager or active again, or loses all groups, has to be confirmed. A time zone that is none, a code that is not known: 422 `import-invalid` with the fields or rows.',
    input: importInput({
      profile: OrganisationProfile,
      locations: z.array(LocationRow).max(2000),
      groups: z.array(GroupRow).max(5000),
      employees: z.array(EmployeeRow).max(500),
    }),
    output: Outcome,
    problems: ['import-invalid', 'import-not-confirmed', 'not-found'],
  }),
  families: rpc('identity.imports.families', {
    route: 'PUT /operator/organisations/:organisation/families',
    allow: ['operator'],
    bulk: true,
    effect: 'self-managed',
    idempotent: true,
    repeated: 'as-kept',
    summary: 'Record families with their guardians and children',
    description:
      'At most 200 families at once. Guardianship rows may name guardians of families that were sent before. An exception that goes or is made wider has to be confirmed; access none is lifted by no import.',
    input: importInput({ families: z.array(FamilyRow).max(200) }),
    output: Outcome,
    problems: ['import-invalid', 'import-not-confirmed', 'not-found'],
  }),
};
