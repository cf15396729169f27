import type { EventEnvelope } from '@ouderportaal/bus';
import { type EventContract, serviceOf } from '@ouderportaal/contracts';
import type { z } from 'zod';
import type { Tx } from './tx.js';

/** An event as a subscriber gets it; `position` orders all events of its producer. */
export interface Received<D> {
  id: string;
  position: number;
  occurredAt: Date;
  data: D;
}

type Subscriber = (tx: Tx, received: Received<never>[]) => Promise<void>;

interface Registration {
  event: EventContract;
  subscriber: Subscriber;
  takesMany: boolean;
}

/** Of copies that came in order, the newest of each thing. */
export function newestBy<T>(copies: readonly T[], keyOf: (copy: T) => string): T[] {
  return [...new Map(copies.map((copy) => [keyOf(copy), copy])).values()];
}

/**
 * Who listens to what. A subscriber runs in the transaction that records the event as handled, so
 * its effect happens exactly once however often the event arrives.
 */
export class Subscribers {
  private readonly registrations = new Map<string, Registration[]>();

  on<D extends z.ZodType>(
    event: EventContract<D>,
    subscriber: (tx: Tx, received: Received<z.output<D>>) => Promise<void>,
  ): void {
    this.register(event, false, async (tx, [received]) => {
      if (received) await subscriber(tx, received);
    });
  }

  /**
   * For an effect that is one statement however many events there are: they come in order, several at
   * once when an organisation's events of this kind follow each other.
   */
  onMany<D extends z.ZodType>(
    event: EventContract<D>,
    subscriber: (tx: Tx, received: Received<z.output<D>>[]) => Promise<void>,
  ): void {
    this.register(event, true, subscriber);
  }

  /** The services whose events somebody here listens to. */
  producers(): string[] {
    return [...new Set([...this.registrations.keys()].map((subject) => serviceOf({ subject })))];
  }

  /** Cuts an organisation's events into runs that `apply` takes, in order. */
  runsOf(envelopes: readonly EventEnvelope[]): [EventEnvelope, ...EventEnvelope[]][] {
    const runs: [EventEnvelope, ...EventEnvelope[]][] = [];
    for (const envelope of envelopes) {
      const run = runs.at(-1);
      if (run?.[0].subject === envelope.subject && this.takesMany(envelope)) run.push(envelope);
      else runs.push([envelope]);
    }
    return runs;
  }

  /** Runs every subscriber of a run of events; events nobody listens to are simply passed. */
  async apply(tx: Tx, run: readonly [EventEnvelope, ...EventEnvelope[]]): Promise<void> {
    for (const { event, subscriber } of this.registrations.get(run[0].subject) ?? []) {
      const received = run.map(({ id, position, occurredAt, data }) => ({
        id,
        position,
        occurredAt: new Date(occurredAt),
        data: event.data.parse(data) as never,
      }));
      await subscriber(tx, received);
    }
  }

  private takesMany({ subject }: EventEnvelope): boolean {
    return (this.registrations.get(subject) ?? []).every(({ takesMany }) => takesMany);
  }

  private register(event: EventContract, takesMany: boolean, subscriber: Subscriber): void {
    const known = this.registrations.get(event.subject) ?? [];
    this.registrations.set(event.subject, [...known, { event, subscriber, takesMany }]);
  }
}
