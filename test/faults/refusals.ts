import { setTimeout as wait } from 'node:timers/promises';
import type { Answer } from './client.js';
import type { World } from './world.js';

const WITHIN_MS = 2_500;
const COME_BACK_WITHIN_SECONDS = 2;
const PAUSE_MS = 100;

interface Refusal extends Answer {
  tookMs: number;
}

/**
 * Makes the broker unable to answer while families ask, one question after the other, and for a while
 * after: whoever gets no answer is told so in time and when to come back (N10), also who asked before.
 * @throws Error when somebody is kept waiting, or told something else
 */
export async function refusesInTime(
  { families }: World,
  { takeAway, forMs }: { takeAway: () => void | Promise<void>; forMs: number },
): Promise<string> {
  let isOver = false;
  const asking = families.map(async ({ client }) => {
    const answers: Refusal[] = [];
    while (!isOver) {
      const startedAt = performance.now();
      const answer = await client.call({ method: 'GET', path: '/care-requests' });
      answers.push({ ...answer, tookMs: performance.now() - startedAt });
      await wait(PAUSE_MS);
    }
    return answers;
  });
  await wait(PAUSE_MS);
  await takeAway();
  await wait(forMs);
  isOver = true;
  const refusals = (await Promise.all(asking)).flat().filter(({ status }) => status !== 200);
  const wrong = refusals.find((refusal) => !isGood(refusal));
  if (wrong) throw new Error(`Without NATS somebody got ${describe(wrong)}`);
  const times = refusals.map(({ tookMs }) => tookMs).sort((one, other) => one - other);
  const at = (share: number) => Math.round(times[Math.floor(times.length * share)] ?? 0);
  if (times.length === 0 || at(0.99) > WITHIN_MS) {
    throw new Error(`Without NATS it took ${at(0.99)} ms (p99) until ${times.length} were told`);
  }
  return `${times.length} were told to come back, in ${at(0.5)} ms (p50) and ${at(0.99)} ms (p99)`;
}

function isGood({ status, retryAfter }: Refusal): boolean {
  const isSaid = status === 503 || status === 504;
  return isSaid && retryAfter !== null && Number(retryAfter) <= COME_BACK_WITHIN_SECONDS;
}

function describe({ status, retryAfter, tookMs }: Refusal): string {
  return `${status} after ${Math.round(tookMs)} ms with Retry-After ${retryAfter ?? 'missing'}`;
}
