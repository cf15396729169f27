import type { World } from './world.js';

const WITHIN_MS = 2_500;

/**
 * While there is no broker, everybody is told so in time and when to come back (R10).
 * @throws Error when somebody is kept waiting, or told something else.
 */
export async function refusesInTime({ families }: World): Promise<void> {
  const answers = await Promise.all(
    families.slice(0, 5).map(async ({ client }) => {
      const startedAt = performance.now();
      const answer = await client.call({ method: 'GET', path: '/care-requests' });
      return { ...answer, tookMs: performance.now() - startedAt };
    }),
  );
  for (const { status, retryAfter, tookMs } of answers) {
    if (status !== 503 || retryAfter === null || tookMs > WITHIN_MS) {
      throw new Error(
        `Without NATS the answer was ${status} after ${Math.round(tookMs)} ms, ` +
          `Retry-After ${retryAfter ?? 'missing'}; 503 with Retry-After within ${WITHIN_MS} ms was due`,
      );
    }
  }
}
