import { type Client, persist } from './client.js';
import { CARE_DAYS, careDay } from './people.js';
import type { World } from './world.js';

interface Request {
  requestId: string;
  bookings: { bookingId: string }[];
}

/**
 * Sixty-four decisions at the same moment for one place that is left.
 * @throws Error unless one gets it and all others are told that there is none.
 */
export async function lastPlace(world: World, places: number): Promise<string> {
  const on = careDay(CARE_DAYS);
  const requests: Request[] = [];
  for (const { client, childIds, groupId, productId } of world.families) {
    for (const childId of childIds) {
      const body = { bookings: [{ childId, groupId, productId, on }] };
      const call = {
        method: 'POST',
        path: '/care-requests',
        body,
        key: `plek-${childId}`,
      } as const;
      const answer = await persist(client, call, { forMs: 30_000, attempted: () => undefined });
      if (answer?.status !== 201) throw new Error(`Asking for it: ${JSON.stringify(answer)}`);
      requests.push(answer.body as Request);
    }
  }
  const approve = (request: Request, n: number) =>
    approveBy(world.staff[n % world.staff.length], request);
  for (const [n, request] of requests.slice(0, places - 1).entries()) await approve(request, n);
  const answers = await Promise.all(requests.slice(places - 1, places + 63).map(approve));
  const won = answers.filter(({ status }) => status === 200).length;
  const refused = answers.filter(
    ({ status, body }) => status === 409 && (body as { code: string }).code === 'no-place-left',
  ).length;
  if (answers.length !== 64 || won !== 1 || refused !== 63) {
    const told = Object.entries(Object.groupBy(answers, ({ status }) => status));
    const counts = told.map(([status, all]) => `${all?.length ?? 0} × ${status}`).join(', ');
    throw new Error(`64 for one place: ${won} got it and ${refused} were refused (${counts})`);
  }
  return '64 wanted the last place at once: one got it, 63 were told that there is none';
}

/** However busy the machine is: under one key it is decided once, and the answer is the same. */
async function approveBy(staff: Client | undefined, { requestId, bookings }: Request) {
  if (!staff) throw new Error('Nobody is there to decide');
  const body = {
    decisions: bookings.map(({ bookingId }) => ({ bookingId, outcome: 'approved' })),
  };
  const path = `/care-requests/${requestId}/decisions`;
  const call = { method: 'POST', path, body, key: `plek-${requestId}` } as const;
  const answer = await persist(staff, call, { forMs: 30_000, attempted: () => undefined });
  if (!answer) throw new Error('A decision about the last place got no answer');
  return answer;
}
