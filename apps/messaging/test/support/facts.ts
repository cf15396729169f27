import { identity, type planning } from '@ouderportaal/contracts';
import { newId } from '@ouderportaal/kernel';
import { newTenant, type ServiceUnderTest } from '@ouderportaal/testing';
import type { z } from 'zod';

export type Organisation = z.input<typeof identity.events.organisationRecorded.data>;
export type Guardian = z.input<typeof identity.events.guardiansRecorded.data>['guardians'][number];
export type Submitted = z.input<typeof planning.events.careRequestSubmitted.data>;
type Booking = Submitted['bookings'][number];

export function organisation(given: Partial<Organisation> = {}): Organisation {
  return {
    slug: 'zonnebloem',
    name: 'Kinderopvang Zonnebloem',
    language: 'nl',
    timeZone: 'Europe/Amsterdam',
    branding: { primaryColour: '#1a7f5a', textColour: '#ffffff' },
    portalUrl: 'https://zonnebloem.example',
    ...given,
  };
}

/** With an address of their own, so that one mail server can serve every test. */
export function guardian(given: Partial<Guardian> = {}): Guardian {
  const guardianId = given.guardianId ?? newId();
  return {
    guardianId,
    firstName: 'Noor',
    email: `${guardianId}@ouder.example`,
    language: 'nl',
    ...given,
  };
}

/** The guardians of a family, as identity tells of them. */
export const family = (...guardians: Guardian[]) => ({ guardians });

export function booking(given: Partial<Booking> = {}): Booking {
  return {
    bookingId: newId(),
    childInitial: 'B',
    on: '2026-03-03',
    startsAt: '08:00',
    endsAt: '13:00',
    status: 'requested',
    ...given,
  };
}

export function submitted(submittedBy: string, given: Partial<Submitted> = {}): Submitted {
  return {
    requestId: newId(),
    submittedBy,
    bookings: [booking()],
    lapsesOn: null,
    decidedAbout: null,
    ...given,
  };
}

/** A tenant that messaging knows, with one guardian in it. */
export async function knownParent(
  { hear }: Pick<ServiceUnderTest, 'hear'>,
  given: { organisation?: Partial<Organisation>; guardian?: Partial<Guardian> } = {},
): Promise<{ tenantId: string; parent: Guardian; address: string }> {
  const tenantId = newTenant();
  const parent = guardian(given.guardian);
  await hear(identity.events.organisationRecorded, tenantId, organisation(given.organisation));
  await hear(identity.events.guardiansRecorded, tenantId, family(parent));
  return { tenantId, parent, address: parent.email ?? '' };
}
