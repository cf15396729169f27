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

const ChildTold = z.object({
  childId: Id,
  number: ExternalNumber,
  firstName: z.string(),
  lastName: z.string(),
  /** Everyone linked to the child, also guardians of another household; the whole list. */
  guardians: z.array(z.object({ guardianId: Id, access: GuardianAccess })),
});

const GuardianTold = z.object({
  guardianId: Id,
  firstName: z.string(),
  email: z.string().nullable(),
  language: Language,
});

/** The children of a family and who may see them, each time anything of the family changes. */
export const childrenRecorded = event(
  'identity.events.children-recorded',
  z.object({ children: z.array(ChildTold) }),
);

/** The guardians of a family as one writes to them, likewise. */
export const guardiansRecorded = event(
  'identity.events.guardians-recorded',
  z.object({ guardians: z.array(GuardianTold) }),
);

/**
 * Said by releases until 0.1, which told every reader all of a family. Still heard, while they run and
 * their events are kept; nobody says it any more.
 */
export const familyRecorded = event(
  'identity.events.family-recorded',
  z.object({ guardians: z.array(GuardianTold), children: z.array(ChildTold) }),
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
