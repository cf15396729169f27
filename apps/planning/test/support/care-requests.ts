import { type Actor, planning } from '@ouderportaal/contracts';
import type { ServiceUnderTest } from '@ouderportaal/testing';
import { givenFamily, givenPlacement, type GivenChild, type GivenFamily } from './families.js';
import {
  givenEmployee,
  givenOrganisation,
  type GivenOrganisation,
  type OrganisationOverrides,
} from './organisations.js';

/** Tuesday, Wednesday and Thursday of the week after the tests' today (Monday 2 March 2026). */
export const TUESDAY = '2026-03-10';
export const WEDNESDAY = '2026-03-11';
export const THURSDAY = '2026-03-12';

export interface Scene {
  organisation: GivenOrganisation;
  family: GivenFamily;
  staff: Actor;
  /** A booking of the whole day, of the family's first child, unless told otherwise. */
  booking(changed?: Partial<planning.NewBooking> & { child?: GivenChild }): planning.NewBooking;
  submit(request?: Partial<planning.NewCareRequest>, by?: Actor): Promise<planning.CareRequestView>;
}

/** An organisation with a family of two placed children (Mondays) and a staff member of their group. */
export async function givenScene(
  service: ServiceUnderTest,
  overrides: OrganisationOverrides = {},
): Promise<Scene> {
  const organisation = await givenOrganisation(service, overrides);
  const family = await givenFamily(service, organisation, { children: ['Mila', 'Noor'] });
  for (const child of family.children) await givenPlacement(service, organisation, child);
  const staff = await givenEmployee(service, organisation);
  const booking: Scene['booking'] = ({ child = family.child, ...changed } = {}) => ({
    childId: child.childId,
    groupId: organisation.group.groupId,
    productId: organisation.products['whole-day'] ?? '',
    on: TUESDAY,
    ...changed,
  });
  return {
    organisation,
    family,
    staff,
    booking,
    submit: (request = {}, by = family.guardian) =>
      service.request(planning.careRequests.submit, by, { bookings: [booking()], ...request }),
  };
}

/** One more family with a placed child in the scene's group. */
export async function givenNeighbour(
  service: ServiceUnderTest,
  { organisation }: Scene,
): Promise<GivenFamily> {
  const family = await givenFamily(service, organisation, { children: ['Sem'] });
  await givenPlacement(service, organisation, family.child);
  return family;
}

export const approve = ({ bookingId }: { bookingId: string }): planning.Decision => ({
  bookingId,
  outcome: 'approved',
});

export const reject = ({ bookingId }: { bookingId: string }): planning.Decision => ({
  bookingId,
  outcome: 'rejected',
  reason: 'De groep zit vol.',
});

/** How somebody decides on a request of this service. */
export const decidingBy =
  ({ request }: ServiceUnderTest) =>
  (by: Actor, { requestId }: planning.CareRequestView, ...decisions: planning.Decision[]) =>
    request(planning.queue.decide, by, { requestId, decisions });
