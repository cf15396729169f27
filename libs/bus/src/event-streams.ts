import {
  type JetStreamClient,
  type JsMsg,
  JetStreamApiCodes,
  JetStreamApiError,
  jetstream,
  jetstreamManager,
} from '@nats-io/jetstream';
import { headers, type NatsConnection } from '@nats-io/transport-node';
import { Id } from '@ouderportaal/contracts';
import { z } from 'zod';
import { HEADER } from './headers.js';
import { REQUEST_ID, TRACEPARENT } from './trace.js';

/** An event on its way: the fact and where it stands in its producer's gapless order. */
export const EventEnvelope = z.object({
  id: Id,
  /** Counts 1, 2, 3 … per producer without a gap, so that a consumer notices what is missing. */
  position: z.int().min(1),
  subject: z.string().regex(/^[a-z]+\.events\.[a-z-]+$/),
  tenantId: Id,
  occurredAt: z.iso.datetime(),
  requestId: z.string().regex(REQUEST_ID),
  traceparent: z.string().regex(TRACEPARENT),
  data: z.unknown(),
});
export type EventEnvelope = z.infer<typeof EventEnvelope>;

const encoder = new TextEncoder();

/**
 * JetStream as a fast way to pass events on. It is never the truth: a stream that was lost is made again
 * by the `StreamProvisioner`, and consumers ask the producer for what is missing.
 */
export class EventStreams {
  private readonly stream: JetStreamClient;

  constructor(private readonly connection: NatsConnection) {
    this.stream = jetstream(connection);
  }

  /** Publishes in order; resolves when the broker has stored them all. */
  async publish(envelopes: readonly EventEnvelope[]): Promise<void> {
    await Promise.all(
      envelopes.map((envelope) => {
        const map = headers();
        map.set(HEADER.requestId, envelope.requestId);
        map.set(HEADER.traceparent, envelope.traceparent);
        return this.stream.publish(envelope.subject, encoder.encode(JSON.stringify(envelope)), {
          msgID: envelope.id,
          headers: map,
          timeout: 5_000,
        });
      }),
    );
  }

  /** Delivers one producer's events to a service; replicas of the service share one durable. */
  async consume(
    producer: string,
    service: string,
    deliver: (message: JsMsg) => void,
  ): Promise<{ stop(): Promise<void> }> {
    const consumer = await this.stream.consumers.get(streamOf(producer), service);
    const messages = await consumer.consume({ max_messages: 500, callback: deliver });
    return {
      stop: async () => {
        await messages.close();
      },
    };
  }

  /**
   * When the durable was made, in the broker's words; null while there is none. After the broker lost
   * it, the one that is made again has another time, and what was consuming must begin anew.
   */
  async durable(producer: string, service: string): Promise<string | null> {
    const manager = await jetstreamManager(this.connection, { checkAPI: false });
    try {
      return (await manager.consumers.info(streamOf(producer), service)).created;
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  }
}

/** There is no such stream, or no such durable on it. */
export function isMissing(error: unknown): boolean {
  const { StreamNotFound, ConsumerNotFound } = JetStreamApiCodes;
  return (
    error instanceof JetStreamApiError &&
    (error.code === StreamNotFound || error.code === ConsumerNotFound)
  );
}

export function streamOf(producer: string): string {
  return `${producer.toUpperCase()}_EVENTS`;
}

/** Subjects on which a producer answers its consumers' questions about its events. */
export const eventQuestions = {
  /**
   * `{ position }` → `{ last, first }`: how far the consumer is, how far there is to go, and where what is
   * kept begins. The consumer is in
   * the subject, where the broker lets nobody else put it; `*` is every consumer.
   */
  progress: (producer: string, consumer: string) => `${producer}.outbox.progress.${consumer}`,
  /** `{ from, until }` → the envelopes in between, at most a page of them. */
  replay: (producer: string) => `${producer}.outbox.replay`,
  /** `SnapshotQuestion` → `SnapshotPage`: the producer's state as its events would tell it now. */
  snapshot: (producer: string, consumer: string) => `${producer}.outbox.snapshot.${consumer}`,
};
