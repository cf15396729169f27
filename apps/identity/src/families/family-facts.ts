import type { identity } from '@ouderportaal/contracts';
import type { z } from 'zod';

type Data<E extends { data: z.ZodType }> = z.input<E['data']>;
type Children = Data<typeof identity.events.childrenRecorded>;
type Guardians = Data<typeof identity.events.guardiansRecorded>;
type Household = Data<typeof identity.events.householdRecorded>;

/** A whole family, as far as other services are told of it. */
export interface FamilyRecord {
  familyId: string;
  guardians: readonly (Guardians['guardians'][number] & {
    debtorNumber: string;
    lastName: string;
  })[];
  children: Children['children'];
}

/** What each kind of reader is told of a family: what it reads, and nothing else. */
export const familyFacts = {
  children: ({ children }: FamilyRecord): Children => ({ children }),
  guardians: ({ guardians }: FamilyRecord): Guardians => ({
    guardians: guardians.map(({ guardianId, firstName, email, language }) => ({
      guardianId,
      firstName,
      email,
      language,
    })),
  }),
  household: ({ familyId, guardians, children }: FamilyRecord): Household => ({
    householdId: familyId,
    payers: guardians.map(({ guardianId, debtorNumber, firstName, lastName }) => ({
      payerId: guardianId,
      debtorNumber,
      firstName,
      lastName,
    })),
    children: children.map(({ childId, firstName, lastName }) => ({
      childId,
      firstName,
      lastName,
    })),
  }),
};
