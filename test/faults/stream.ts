import { setTimeout as wait } from 'node:timers/promises';
import { Random } from '../../dev/demo/random.js';
import { type Client, persist } from './client.js';
import type { AskedDay, Ending, History, Wanted } from './history.js';
import { careDay, type Family, STREAM_DAYS } from './people.js';

const GIVEN_UP_AFTER_MS = 90_000;

interface Request {
  requestId: string;
  bookings: { bookingId: string; status: string }[];
}

interface Queue {
  items: { requestId: string; bookings: { booking: { bookingId: string } }[] }[];
}

/** Families who ask, look and cancel, and staff who decide: all at once, for as long as it runs. */
export class Stream {
  private isRunning = true;
  private readonly loops: Promise<void>[];
  private marks = 0;

  constructor(
    private readonly history: History,
    people: { families: readonly Family[]; staff: readonly Client[] },
    private readonly seed: number,
  ) {
    this.loops = [
      ...people.families.map((family, n) => this.family(family, new Random(seed + 1_000 + n))),
      ...people.staff.map((client, n) => this.staff(client, new Random(seed + 2_000 + n))),
    ];
  }

  /** Ends when everybody has the answer to what they asked last. */
  async stop(): Promise<void> {
    this.isRunning = false;
    await Promise.all(this.loops);
  }

  private async family(family: Family, random: Random): Promise<void> {
    const mine: Request[] = [];
    for (let day = 0; this.isRunning;) {
      const lot = random.next();
      if (lot < 0.5) {
        // Now and then the same day again: it is taken, and must be refused.
        const on = streamDay(random.chance(0.15) ? Math.max(0, day - 1) : day);
        const ending = await this.submit(family, on, random);
        if (ending.is === 'ok') mine.push(ending.body as Request);
        day += 1;
      } else if (lot < 0.6 && mine.length > 0) {
        await this.cancel(family.client, random.pick(mine), random);
      } else {
        const from = streamDay(day);
        await this.read(family.client, `/calendar?from=${from}&until=${from}`);
      }
      await wait(random.between(700, 2_000));
    }
  }

  private async submit(family: Family, on: string, random: Random): Promise<Ending> {
    const { groupId, productId } = family;
    const children = random.some(family.childIds, random.between(1, 2));
    const days: AskedDay[] = children.map((childId) => ({ childId, on }));
    const mark = this.mark('vraag');
    return this.change(
      family.client,
      { kind: 'submit', mark, days },
      {
        path: '/care-requests',
        body: {
          bookings: days.map((day) => ({ ...day, groupId, productId })),
          remark: mark,
        },
      },
    );
  }

  private async cancel(client: Client, request: Request, random: Random): Promise<void> {
    const { requestId, bookings } = request;
    const { bookingId } = random.pick(bookings);
    await this.change(
      client,
      { kind: 'cancel', mark: this.mark('afmelding'), requestId, bookingId },
      { path: `/care-requests/${requestId}/bookings/${bookingId}/cancel`, body: {} },
    );
  }

  private async staff(client: Client, random: Random): Promise<void> {
    while (this.isRunning) {
      const queue = (await this.read(client, '/request-queue?limit=50')) as Queue | null;
      const requests = Map.groupBy(queue?.items ?? [], ({ requestId }) => requestId);
      if (requests.size > 0) {
        const requestId = random.pick([...requests.keys()]);
        const ids = (requests.get(requestId) ?? []).flatMap(({ bookings }) =>
          bookings.map(({ booking }) => booking.bookingId),
        );
        await this.judge(client, requestId, ids, random);
      }
      await wait(random.between(200, 800));
    }
  }

  private async judge(client: Client, requestId: string, ids: string[], random: Random) {
    const hasPlace = !random.chance(0.2);
    const ending = await this.decide(client, requestId, ids, hasPlace ? 'approved' : 'rejected');
    if (ending.is === 'fail' && ending.code === 'no-place-left') {
      await this.decide(client, requestId, ids, 'rejected');
    }
  }

  private decide(
    client: Client,
    requestId: string,
    ids: readonly string[],
    outcome: 'approved' | 'rejected',
  ): Promise<Ending> {
    const mark = this.mark('besluit');
    const decisions = ids.map((bookingId) => ({ bookingId, outcome }));
    return this.change(
      client,
      { kind: 'decide', mark, requestId, decisions },
      {
        path: `/care-requests/${requestId}/decisions`,
        body: {
          decisions: decisions.map((one) =>
            one.outcome === 'rejected' ? { ...one, reason: mark } : one,
          ),
        },
      },
    );
  }

  private async change(
    client: Client,
    wanted: Wanted,
    request: { path: string; body: unknown },
  ): Promise<Ending> {
    const operation = this.history.begin(wanted, `sleutel-${wanted.mark}`);
    const attempted = () => (operation.attempts += 1);
    const answer = await persist(
      client,
      { method: 'POST', ...request, key: operation.key },
      { forMs: GIVEN_UP_AFTER_MS, attempted },
    );
    return this.history.end(operation, answer);
  }

  private async read(client: Client, path: string): Promise<unknown> {
    this.history.reads += 1;
    const answer = await client.call({ method: 'GET', path }).catch(() => null);
    if (answer?.status === 200) return answer.body;
    this.history.failedReads += 1;
    return null;
  }

  private mark(what: string): string {
    this.marks += 1;
    return `${what}-${this.seed}-${this.marks}`;
  }
}

/** Starts again at the first day in a long run: what is taken is refused, what was cancelled is free. */
function streamDay(n: number): string {
  return careDay(n % STREAM_DAYS);
}
