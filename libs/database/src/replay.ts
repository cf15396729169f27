import type { Msg, NatsConnection, Subscription } from '@nats-io/transport-node';
import {
  type EventEnvelope,
  eventQuestions,
  SnapshotPage,
  SnapshotQuestion,
} from '@ouderportaal/bus/runtime';
import { z } from 'zod';
import type { CrossTenantPool } from './cross-tenant-pool.js';
import { type OutboxRow, toEnvelope } from './outbox-row.js';
import type { SnapshotServer } from './snapshot-server.js';

const PAGE = 200;
/** A reply must stay below the broker's 1 MB. */
const PAGE_BYTES = 700_000;
const encoder = new TextEncoder();
const decoder = new TextDecoder();

const Reached = z.object({ position: z.int().min(0) });
const Progress = z.object({
  /** Position of the last event. */
  last: z.int(),
  /** Position of the first that is still kept; one more than the last when none is. */
  first: z.int().default(1),
});
export type Progress = z.infer<typeof Progress>;
const Range = z.object({ from: z.int().min(1), until: z.int().min(1) });

interface ReplayServerOptions {
  connection: NatsConnection;
  pool: CrossTenantPool;
  service: string;
  snapshots: SnapshotServer;
  onError(error: unknown): void;
}

/** The producer's side: answers how far there is to go, and gives events again that the broker lost. */
export class ReplayServer {
  private subscriptions: Subscription[] = [];

  constructor(private readonly options: ReplayServerOptions) {}

  start(): void {
    const { service, snapshots } = this.options;
    this.subscriptions = [
      this.answer(eventQuestions.progress(service, '*'), (data, subject) =>
        this.progress(data, subject.split('.').at(-1) ?? ''),
      ),
      this.answer(eventQuestions.replay(service), (data) => this.replay(data)),
      this.answer(eventQuestions.snapshot(service, '*'), (data) => {
        const { subjects, from } = SnapshotQuestion.parse(data);
        return snapshots.page(subjects, from);
      }),
    ];
  }

  async stop(): Promise<void> {
    await Promise.all(this.subscriptions.map((subscription) => subscription.drain()));
  }

  private answer(
    subject: string,
    reply: (data: unknown, subject: string) => Promise<unknown>,
  ): Subscription {
    return this.options.connection.subscribe(subject, {
      queue: this.options.service,
      callback: (error, message) => {
        if (error || !isAsked(message)) return;
        const answer = async () => {
          const question: unknown = JSON.parse(decoder.decode(message.data));
          message.respond(encoder.encode(JSON.stringify(await reply(question, message.subject))));
        };
        answer().catch((cause: unknown) => this.options.onError(cause));
      },
    });
  }

  private async progress(data: unknown, consumer: string): Promise<Progress> {
    const { position } = Reached.parse(data);
    await this.options.pool.query(
      `insert into outbox_consumer (consumer, position, seen_at) values ($1, $2, now())
       on conflict (consumer) do update set position = excluded.position, seen_at = now()`,
      [consumer, position],
    );
    const [row] = await this.options.pool.query<Progress>(
      `select last, coalesce((select min(position) from outbox), last + 1) as first
       from outbox_position`,
    );
    return row ?? { last: 0, first: 1 };
  }

  private async replay(data: unknown): Promise<EventEnvelope[]> {
    const { from, until } = Range.parse(data);
    const rows = await this.options.pool.query<OutboxRow>(
      `select id, position, subject, tenant_id, occurred_at, request_id, traceparent, data
       from outbox where position between $1 and $2 order by position limit $3`,
      [from, until, PAGE],
    );
    return withinBytes(rows.map(toEnvelope));
  }
}

/** The consumer's side of the same questions. */
export class ReplayClient {
  constructor(private readonly connection: NatsConnection) {}

  /** Says how far the consumer is; answers what there is. */
  async progress(producer: string, consumer: string, position: number): Promise<Progress> {
    return Progress.parse(
      await this.ask(eventQuestions.progress(producer, consumer), { position }),
    );
  }

  /** A page of the producer's state, from a place that an earlier page gave. */
  async snapshot(
    producer: string,
    consumer: string,
    question: z.input<typeof SnapshotQuestion>,
  ): Promise<SnapshotPage> {
    return SnapshotPage.parse(
      await this.ask(eventQuestions.snapshot(producer, consumer), question),
    );
  }

  /** The producer's answer, unvalidated: `acceptFrom` decides which events are accepted. */
  async replay(producer: string, from: number, until: number): Promise<unknown[]> {
    return z
      .array(z.unknown())
      .parse(await this.ask(eventQuestions.replay(producer), { from, until }));
  }

  private async ask(subject: string, question: unknown): Promise<unknown> {
    const reply = await this.connection.request(subject, encoder.encode(JSON.stringify(question)), {
      timeout: 5_000,
    });
    return JSON.parse(decoder.decode(reply.data));
  }
}

/**
 * Nobody may ask in another's name, but whoever may read a stream can have the broker deliver a message
 * of it to any subject. Such a message can be acknowledged, not answered.
 */
function isAsked({ reply }: Msg): boolean {
  return !!reply && !reply.startsWith('$JS.');
}

function withinBytes(envelopes: EventEnvelope[]): EventEnvelope[] {
  let bytes = 0;
  return envelopes.filter((envelope, index) => {
    bytes += JSON.stringify(envelope).length;
    return index === 0 || bytes < PAGE_BYTES;
  });
}
