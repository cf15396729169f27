import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { careDay } from './people.js';
import type { World } from './world.js';

const PER_SECOND = 200;
const AT_LEAST_PER_SECOND = 10;
/** A machine that keeps people waiting for longer than this has no room for a restart besides. */
const CALM_MS = 750;
const ONE_WRITE_IN = 20;

interface Tally {
  asked: number;
  failed: Map<string, number>;
  slowestMs: number;
}

/** Requests at an even rate, whatever becomes of the ones before, until it is told to end. */
class Load {
  readonly tally: Tally = { asked: 0, failed: new Map(), slowestMs: 0 };
  private readonly open = new Set<Promise<void>>();
  private isOver = false;
  private readonly sent: Promise<void>;

  constructor(world: World, perSecond: number) {
    this.sent = this.send(world, perSecond);
  }

  async end(): Promise<Tally> {
    this.isOver = true;
    await this.sent;
    await Promise.all(this.open);
    return this.tally;
  }

  private async send(world: World, perSecond: number): Promise<void> {
    const startedAt = performance.now();
    for (let n = 0; !this.isOver; n += 1) {
      const due = startedAt + (n * 1_000) / perSecond;
      await wait(Math.max(0, due - performance.now()));
      const one = request(world, n, this.tally).finally(() => this.open.delete(one));
      this.open.add(one);
    }
  }
}

/**
 * Restarts every process of a portal with two of each, one after the other, while 200 requests a second
 * go on (N8), or as many as this machine has room for. @throws Error when one of them failed.
 */
export async function rollingRestart(world: World): Promise<string> {
  const perSecond = await bearable(world);
  const load = new Load(world, perSecond);
  await wait(1_000);
  for (const one of world.portal.processes) await one.restart();
  await wait(1_000);
  const { asked, failed, slowestMs } = await load.end();
  const restarted = world.portal.processes.length;
  if (failed.size > 0) {
    const some = [...failed].map(([how, times]) => `${times} × ${how}`).join(', ');
    throw new Error(`of ${asked} requests at ${perSecond} a second failed: ${some}`);
  }
  return (
    `${restarted} processes restarted one by one under ${asked} requests at ${perSecond} a second: ` +
    `none failed, the slowest took ${Math.round(slowestMs)} ms`
  );
}

/**
 * The rate at which this machine has room for a process that starts: tried with the restart of one that
 * these requests do not need. Where that already keeps people waiting, the portal is not what is slow.
 */
async function bearable(world: World): Promise<number> {
  for (let perSecond = PER_SECOND; perSecond > AT_LEAST_PER_SECOND; perSecond /= 2) {
    const load = new Load(world, perSecond);
    // The first requests are slow ones: code that never ran before.
    await wait(1_000);
    load.tally.slowestMs = 0;
    await world.processOf('media').restart();
    const { failed, slowestMs } = await load.end();
    if (failed.size === 0 && slowestMs < CALM_MS) return perSecond;
  }
  return AT_LEAST_PER_SECOND;
}

async function request({ families }: World, n: number, tally: Tally): Promise<void> {
  const family = families[n % families.length];
  if (!family) return;
  const { client, childIds, groupId, productId } = family;
  const turn = Math.floor(n / families.length);
  const isWrite = n % ONE_WRITE_IN === 0;
  const day = careDay(turn % 300);
  tally.asked += 1;
  const startedAt = performance.now();
  try {
    const { status, body } = isWrite
      ? await client.call({
          method: 'POST',
          path: '/care-requests',
          key: randomUUID(),
          body: {
            bookings: [{ childId: childIds[turn % childIds.length], groupId, productId, on: day }],
          },
        })
      : await client.call({ method: 'GET', path: `/calendar?from=${day}&until=${day}` });
    // The same day a second time is refused, and rightly so.
    if (status >= 300 && status !== 409) {
      note(tally, `${status} ${(body as { code: string }).code} (${isWrite ? 'write' : 'read'})`);
    }
  } catch (error) {
    note(tally, error instanceof Error ? error.message : String(error));
  }
  tally.slowestMs = Math.max(tally.slowestMs, performance.now() - startedAt);
}

function note({ failed }: Tally, how: string): void {
  failed.set(how, (failed.get(how) ?? 0) + 1);
}
