import { z } from 'zod';
import { event, rpc } from '../contract.js';
import { ExternalNumber, Id, Language, LocalDate, Nothing } from '../shared.js';

/** What a guardian may do for a child (R53, R239): everything, only look, or nothing at all. */
export const GuardianAccess = z.enum(['full', 'read-only', 'none']);
export type GuardianAccess = z.infer<typeof GuardianAccess>;

export const ChildView = z
  .object({
    childId: Id,
    number: ExternalNumber,
    firstName: z.string(),
    lastName: z.string(),
    bornOn: LocalDate,
    access: GuardianAccess.exclude(['none']),
  })
  .meta({ id: 'Child' });
export type ChildView = z.infer<typeof ChildView>;

export const families = {
  mine: rpc('identity.families.mine', {
    route: 'GET /family',
    allow: ['parent'],
    summary: 'My children',
    description: 'By first name, as everywhere.',
    input: Nothing,
    output: z.object({ children: z.array(ChildView) }).meta({ id: 'Family' }),
  }),
};

/**
 * A family as it stands, each time anything of it changes. Carries names and mail addresses because
 * planning shows them to staff and messaging writes to them without asking identity.
 */
export const familyRecorded = event(
  'identity.events.family-recorded',
  z.object({
    familyId: Id,
    guardians: z.array(
      z.object({
        guardianId: Id,
        firstName: z.string(),
        lastName: z.string(),
        email: z.string().nullable(),
        language: Language,
      }),
    ),
    children: z.array(
      z.object({
        childId: Id,
        number: ExternalNumber,
        firstName: z.string(),
        lastName: z.string(),
        bornOn: LocalDate,
        /** Everyone linked to the child, also guardians of another household; the whole list. */
        guardians: z.array(z.object({ guardianId: Id, access: GuardianAccess })),
      }),
    ),
  }),
);

/** A family as invoices name it, likewise: who may pay (R216) and for whom. */
export const householdRecorded = event(
  'identity.events.household-recorded',
  z.object({
    /** The family. */
    householdId: Id,
    payers: z.array(
      z.object({
        /** The guardian. */
        payerId: Id,
        debtorNumber: ExternalNumber,
        firstName: z.string(),
        lastName: z.string(),
      }),
    ),
    children: z.array(z.object({ childId: Id, firstName: z.string(), lastName: z.string() })),
  }),
);
