import type { EventEnvelope } from '@ouderportaal/bus/runtime';
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

/** The last event per key; events come in the producer's order. */
export function newestBy<T>(copies: readonly T[], keyOf: (copy: T) => string): T[] {
  return [...new Map(copies.map((copy) => [keyOf(copy), copy])).values()];
}

/**
 * Who listens to what. A subscriber runs in the transaction that records the event as handled, so
 * its effect happens exactly once however often the event arrives. Subscribers are kept by producer:
 * an event finds those of the producer that said it and no others, whatever it calls itself.
 */
export class Subscribers {
  private readonly byProducer = new Map<string, Map<string, Registration[]>>();

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

  /** Producers with at least one subscriber in this service. */
  producers(): string[] {
    return [...this.byProducer.keys()];
  }

  /** Subjects of a producer with a subscriber in this service. */
  subjectsOf(producer: string): string[] {
    return [...(this.byProducer.get(producer)?.keys() ?? [])];
  }

  /** Cuts an organisation's events into runs that `apply` takes, in order. */
  runsOf(
    producer: string,
    envelopes: readonly EventEnvelope[],
  ): [EventEnvelope, ...EventEnvelope[]][] {
    const runs: [EventEnvelope, ...EventEnvelope[]][] = [];
    for (const envelope of envelopes) {
      const run = runs.at(-1);
      const { subject } = envelope;
      if (run?.[0].subject === subject && this.takesMany(producer, subject)) run.push(envelope);
      else runs.push([envelope]);
    }
    return runs;
  }

  /** Runs every subscriber of a run of events; events nobody listens to are simply passed. */
  async apply(
    tx: Tx,
    producer: string,
    run: readonly [EventEnvelope, ...EventEnvelope[]],
  ): Promise<void> {
    for (const { event, subscriber } of this.of(producer, run[0].subject)) {
      const received = run.map(({ id, position, occurredAt, data }) => ({
        id,
        position,
        occurredAt: new Date(occurredAt),
        data: event.data.parse(data) as never,
      }));
      await subscriber(tx, received);
    }
  }

  private takesMany(producer: string, subject: string): boolean {
    return this.of(producer, subject).every(({ takesMany }) => takesMany);
  }

  private of(producer: string, subject: string): readonly Registration[] {
    return this.byProducer.get(producer)?.get(subject) ?? [];
  }

  private register(event: EventContract, takesMany: boolean, subscriber: Subscriber): void {
    const producer = serviceOf(event);
    const bySubject = this.byProducer.get(producer) ?? new Map<string, Registration[]>();
    const known = bySubject.get(event.subject) ?? [];
    bySubject.set(event.subject, [...known, { event, subscriber, takesMany }]);
    this.byProducer.set(producer, bySubject);
  }
}
