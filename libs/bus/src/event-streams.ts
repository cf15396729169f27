import {
  AckPolicy,
  DeliverPolicy,
  DiscardPolicy,
  type JetStreamClient,
  type JetStreamManager,
  type JsMsg,
  JetStreamApiCodes,
  JetStreamApiError,
  jetstream,
  jetstreamManager,
  RetentionPolicy,
  StorageType,
} from '@nats-io/jetstream';
import { headers, nanos, type NatsConnection } from '@nats-io/transport-node';
import { z } from 'zod';
import { HEADER } from './headers.js';

/** An event on its way: the fact and where it stands in its producer's gapless order. */
export const EventEnvelope = z.object({
  id: z.string(),
  /** Counts 1, 2, 3 … per producer without a gap, so that a consumer notices what is missing. */
  position: z.int().min(1),
  subject: z.string(),
  tenantId: z.string(),
  occurredAt: z.iso.datetime(),
  requestId: z.string(),
  traceparent: z.string(),
  data: z.unknown(),
});
export type EventEnvelope = z.infer<typeof EventEnvelope>;

/** Whether a durable was there, had to be made, or cannot be: its stream does not exist. */
export type DurableState = 'kept' | 'made' | 'no-stream';

const DAY_MS = 86_400_000;
const encoder = new TextEncoder();

/**
 * JetStream as a fast way to pass events on. It is never the truth: a stream that was lost is made
 * again, and consumers ask the producer for what is missing.
 */
export class EventStreams {
  private readonly stream: JetStreamClient;

  constructor(private readonly connection: NatsConnection) {
    this.stream = jetstream(connection);
  }

  /** Creates the producer's stream, or brings it to today's settings. */
  async ensureStream(producer: string): Promise<void> {
    const manager = await this.manager();
    const config = {
      name: streamOf(producer),
      subjects: [`${producer}.events.>`],
      storage: StorageType.File,
      retention: RetentionPolicy.Limits,
      discard: DiscardPolicy.Old,
      max_age: nanos(14 * DAY_MS),
      duplicate_window: nanos(120_000),
    };
    try {
      await manager.streams.update(config.name, config);
    } catch {
      await manager.streams.add(config);
    }
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
   * Makes the durable again where the broker has lost it; what was consuming the lost one must begin
   * anew. The stream itself is its producer's to make: while it is missing there is nothing to consume.
   */
  async ensureConsumer(producer: string, service: string): Promise<DurableState> {
    const manager = await this.manager();
    const config = {
      durable_name: service,
      ack_policy: AckPolicy.Explicit,
      deliver_policy: DeliverPolicy.All,
      ack_wait: nanos(30_000),
      max_ack_pending: 2_000,
    };
    try {
      await manager.consumers.info(streamOf(producer), service);
      return 'kept';
    } catch {
      return manager.consumers.add(streamOf(producer), config).then(
        () => 'made',
        (error: unknown) => {
          if (isMissingStream(error)) return 'no-stream';
          throw error;
        },
      );
    }
  }

  private manager(): Promise<JetStreamManager> {
    return jetstreamManager(this.connection, { checkAPI: false });
  }
}

function isMissingStream(error: unknown): boolean {
  return error instanceof JetStreamApiError && error.code === JetStreamApiCodes.StreamNotFound;
}

export function streamOf(producer: string): string {
  return `${producer.toUpperCase()}_EVENTS`;
}

/** Subjects on which a producer answers its consumers' questions about its events. */
export const eventQuestions = {
  /**
   * `{ position }` → `{ last }`: how far the consumer is, and how far there is to go. The consumer is in
   * the subject, where the broker lets nobody else put it; `*` is every consumer.
   */
  progress: (producer: string, consumer: string) => `${producer}.outbox.progress.${consumer}`,
  /** `{ from, until }` → the envelopes in between, at most a page of them. */
  replay: (producer: string) => `${producer}.outbox.replay`,
};
