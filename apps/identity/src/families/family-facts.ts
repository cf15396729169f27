import type { identity } from '@ouderportaal/contracts';
import type { z } from 'zod';

type Data<E extends { data: z.ZodType }> = z.input<E['data']>;
type Told = Data<typeof identity.events.familyRecorded>;

/** A whole family, as far as other services are told of it. */
export interface FamilyRecord extends Omit<Told, 'guardians'> {
  guardians: readonly (Told['guardians'][number] & { debtorNumber: string })[];
}

/** What each kind of reader is told of a family. */
export const familyFacts = {
  family: ({ familyId, guardians, children }: FamilyRecord): Told => ({
    familyId,
    guardians: guardians.map(({ debtorNumber: _, ...guardian }) => guardian),
    children,
  }),
  household: (family: FamilyRecord): Data<typeof identity.events.householdRecorded> => ({
    householdId: family.familyId,
    payers: family.guardians.map(({ guardianId, debtorNumber, firstName, lastName }) => ({
      payerId: guardianId,
      debtorNumber,
      firstName,
      lastName,
    })),
    children: family.children.map(({ childId, firstName, lastName }) => ({
      childId,
      firstName,
      lastName,
    })),
  }),
};
