import { type Actor, identity, planning } from '@ouderportaal/contracts';
import { newId } from '@ouderportaal/kernel';
import { actor } from '@ouderportaal/testing';
import type { GivenGroup, GivenOrganisation, Planning } from './organisations.js';
import { patternDay } from './rows.js';

export interface GivenChild {
  childId: string;
  number: string;
  firstName: string;
}

export interface GivenFamily {
  children: GivenChild[];
  /** The first child. */
  child: GivenChild;
  guardians: Actor[];
  /** The first guardian. */
  guardian: Actor;
}

export interface FamilyOverrides {
  /** First names. */
  children?: string[];
  /** What each guardian may do for every child. */
  guardians?: identity.GuardianAccess[];
}

interface PlacementOverrides {
  number?: string;
  group?: GivenGroup;
  startsOn?: string;
  endsOn?: string | null;
  days?: planning.PatternDay[];
}

/** A family with one guardian (full access) and one child, unless told otherwise. No placement yet. */
export async function givenFamily(
  { hear }: Planning,
  { tenantId }: Pick<GivenOrganisation, 'tenantId'>,
  { children: names = ['Mila'], guardians: accesses = ['full'] }: FamilyOverrides = {},
): Promise<GivenFamily> {
  const guardians = accesses.map((access) => ({ access, guardianId: newId() }));
  const children = names.map((firstName) => {
    const childId = newId();
    return { childId, number: `K-${childId.slice(-12)}`, firstName };
  });
  await hear(identity.events.childrenRecorded, tenantId, {
    children: children.map((child) => ({ ...child, lastName: 'Testman', guardians })),
  });
  const actors = guardians.map(({ guardianId }) => actor('parent', tenantId, guardianId));
  return {
    children,
    child: children[0]!,
    guardians: actors,
    guardian: actors[0]!,
  };
}

/** A place of a child in the organisation's first group since January, every Monday, unless told otherwise. */
export async function givenPlacement(
  { request }: Planning,
  organisation: Pick<GivenOrganisation, 'operator' | 'slug' | 'group'>,
  child: GivenChild,
  overrides: PlacementOverrides = {},
): Promise<{ number: string }> {
  const number = overrides.number ?? `P-${newId().slice(-12)}`;
  await request(planning.imports.placements, organisation.operator, {
    organisation: organisation.slug,
    placements: [
      {
        number,
        child: child.number,
        group: (overrides.group ?? organisation.group).code,
        startsOn: overrides.startsOn ?? '2026-01-05',
        endsOn: overrides.endsOn ?? null,
        days: overrides.days ?? [patternDay(1)],
      },
    ],
  });
  return { number };
}
