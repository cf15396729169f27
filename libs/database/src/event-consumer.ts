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

type Subscriber = (tx: Tx, received: Received<never>) => Promise<void>;

interface Registration {
  event: EventContract;
  subscriber: Subscriber;
}

/**
 * Who listens to what. A subscriber runs in the transaction that records the event as handled, so
 * its effect happens exactly once however often the event arrives.
 */
export class EventConsumer {
  private readonly registrations = new Map<string, Registration[]>();

  on<D extends z.ZodType>(
    event: EventContract<D>,
    subscriber: (tx: Tx, received: Received<z.output<D>>) => Promise<void>,
  ): void {
    const known = this.registrations.get(event.subject) ?? [];
    this.registrations.set(event.subject, [...known, { event, subscriber }]);
  }

  /** The services whose events somebody here listens to. */
  producers(): string[] {
    return [...new Set([...this.registrations.keys()].map((subject) => serviceOf({ subject })))];
  }

  /** Runs every subscriber of an event; an event nobody listens to is simply passed. */
  async apply(tx: Tx, envelope: EventEnvelope): Promise<void> {
    for (const { event, subscriber } of this.registrations.get(envelope.subject) ?? []) {
      await subscriber(tx, {
        id: envelope.id,
        position: envelope.position,
        occurredAt: new Date(envelope.occurredAt),
        data: event.data.parse(envelope.data) as never,
      });
    }
  }
}
