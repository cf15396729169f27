import { jetstream } from '@nats-io/jetstream';
import type { NatsConnection, Subscription } from '@nats-io/transport-node';
import { type EventEnvelope, eventQuestions, EventStreams } from '@ouderportaal/bus/runtime';
import type { EventContract } from '@ouderportaal/contracts';
import { newId } from '@ouderportaal/kernel';
import type { z } from 'zod';

/** Stands in for another service on the bus: says its events as its relay would, and gives them again. */
export class FakeProducer {
  private readonly said: EventEnvelope[] = [];
  private readonly streams: EventStreams;
  private subscriptions: Subscription[] = [];

  constructor(
    private readonly connection: NatsConnection,
    readonly service: string,
  ) {
    this.streams = new EventStreams(connection);
  }

  start(): void {
    this.subscriptions = [
      this.answer(eventQuestions.progress(this.service, '*'), () => ({
        last: this.said.length,
        first: 1,
      })),
      this.answer(eventQuestions.replay(this.service), ({ from = 1, until = 1 }) =>
        this.said.slice(from - 1, until).slice(0, 200),
      ),
      // Everything it ever said is there to be asked for again.
      this.answer(eventQuestions.snapshot(this.service, '*'), () => ({
        asOf: this.said.length,
        facts: [],
        next: null,
      })),
    ];
  }

  /** Answers the event's position. `lost` keeps it from the stream, as a broker that lost it would. */
  async say<D extends z.ZodType>(
    event: EventContract<D>,
    tenantId: string,
    data: z.input<D>,
    { lost = false } = {},
  ): Promise<EventEnvelope> {
    const envelope: EventEnvelope = {
      id: newId(),
      position: this.said.length + 1,
      subject: event.subject,
      tenantId,
      occurredAt: new Date().toISOString(),
      requestId: 'test',
      traceparent: `00-${'1'.repeat(32)}-${'1'.repeat(16)}-01`,
      data: event.data.parse(data),
    };
    this.said.push(envelope);
    if (!lost) await this.streams.publish([envelope]);
    return envelope;
  }

  /** Publishes something again, as a relay does after a crash. */
  async repeat(envelope: EventEnvelope): Promise<void> {
    await this.streams.publish([{ ...envelope }]);
  }

  /**
   * What the service would do once it was taken over: says anything under a subject of its own, or, where
   * it is `lost`, takes a position with it and gives it to whoever asks.
   */
  async forge(said: object, { lost = false } = {}): Promise<void> {
    if (lost) this.said.push(said as EventEnvelope);
    else {
      const bytes = new TextEncoder().encode(JSON.stringify(said));
      await jetstream(this.connection).publish(`${this.service}.events.forged`, bytes);
    }
  }

  /** The position that the next event gets. */
  next(): number {
    return this.said.length + 1;
  }

  async stop(): Promise<void> {
    await Promise.all(this.subscriptions.map((subscription) => subscription.drain()));
  }

  private answer(
    subject: string,
    reply: (question: { from?: number; until?: number }) => unknown,
  ): Subscription {
    return this.connection.subscribe(subject, {
      callback: (_error, message) => {
        const question = message.json<{ from?: number; until?: number }>();
        message.respond(JSON.stringify(reply(question)));
      },
    });
  }
}
