import { jetstream } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { connectBus, EventStreams, StreamProvisioner } from '@ouderportaal/bus/runtime';
import { event } from '@ouderportaal/contracts';
import {
  CrossTenantPool,
  Outbox,
  Snapshots,
  Subscribers,
  TenantDatabase,
} from '@ouderportaal/database';
import {
  InboxProcessor,
  InboxReader,
  ReplayServer,
  ReplayClient,
  OutboxRelay,
  PipelinedClient,
  SnapshotServer,
  SnapshotTaker,
} from '@ouderportaal/database/runtime';
import { SystemClock } from '@ouderportaal/kernel';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { type Lab, SINK, SOURCE } from './lab.js';

/** An event of the usual size: ids, a word and two numbers. */
export const thingHappened = event(
  `${SOURCE}.events.thing-happened`,
  z.object({ thingId: z.uuid(), what: z.string(), count: z.int(), cents: z.int() }),
);

export const TENANT = '00000000-0000-4000-8000-000000000001';

/**
 * A service that says events and one that hears them, made of the parts that the portal's services are
 * made of, in this process. The effect of an event is one row.
 */
export class EventLab {
  private constructor(
    readonly connection: NatsConnection,
    readonly streams: EventStreams,
    readonly source: TenantDatabase,
    readonly relay: OutboxRelay,
    /** As the worker of the source. */
    readonly sourceQueue: CrossTenantPool,
    readonly inbox: InboxProcessor,
    private readonly snapshots: SnapshotTaker,
    private readonly sinkQueue: CrossTenantPool,
    private readonly answers: ReplayServer,
    private readonly dataSources: readonly DataSource[],
    private readonly effects: { heard: (thingId: string) => void },
  ) {}

  static async open(lab: Lab): Promise<EventLab> {
    const connection = await connectBus('bench', lab.nats);
    const streams = new EventStreams(connection);
    const onError = (error: unknown) => {
      console.error(error);
    };
    const sourceQueue = new CrossTenantPool({ url: lab.urlOf(`${SOURCE}_worker`) }, SOURCE);
    const sinkQueue = new CrossTenantPool({ url: lab.urlOf(`${SINK}_worker`) }, SINK);
    const relay = new OutboxRelay(sourceQueue, {
      publish: (envelopes) => streams.publish(envelopes),
      onError,
    });
    const [source, sink] = await Promise.all([
      dataSource(lab.urlOf(`${SOURCE}_app`)),
      dataSource(lab.urlOf(`${SINK}_app`)),
    ]);
    const effects = { heard: (_thingId: string) => {} };
    const consumer = new Subscribers();
    consumer.onMany(thingHappened, async (tx, received) => {
      tx.deferToCommit(
        `insert into thing (tenant_id, id, what, count, cents, as_of)
         select $1, id, what, count, cents, as_of
         from unnest($2::uuid[], $3::text[], $4::int[], $5::int[], $6::bigint[])
           as heard (id, what, count, cents, as_of)
         on conflict (tenant_id, id) do update set what = excluded.what, as_of = excluded.as_of
           where thing.as_of < excluded.as_of`,
        [
          tx.tenantId,
          received.map(({ data }) => data.thingId),
          received.map(({ data }) => data.what),
          received.map(({ data }) => data.count),
          received.map(({ data }) => data.cents),
          received.map(({ position }) => position),
        ],
      );
      tx.onCommit(() => {
        for (const { data } of received) effects.heard(data.thingId);
      });
    });
    const clock = new SystemClock();
    const shared = {
      dataSource: sink,
      subscribers: consumer,
      onEvents: () => {},
      onRefused: onError,
      retryMs: 1_000,
    };
    const inbox = new InboxProcessor(shared);
    const replay = new ReplayClient(connection);
    const now = () => clock.now();
    const snapshots = new SnapshotTaker({ ...shared, service: SINK, replay, now });
    const database = new TenantDatabase(source, () => relay.nudge());
    const answers = new ReplayServer({
      connection,
      pool: sourceQueue,
      service: SOURCE,
      snapshots: new SnapshotServer(database, sourceQueue, new Snapshots()),
      onError,
    });
    answers.start();
    await new StreamProvisioner(connection, { listeners: { [SOURCE]: [SINK] }, onError }).keep();
    return new EventLab(
      connection,
      streams,
      database,
      relay,
      sourceQueue,
      inbox,
      snapshots,
      sinkQueue,
      answers,
      [source, sink],
      effects,
    );
  }

  readonly outbox = new Outbox(new SystemClock());

  /** Calls `heard` for every effect that was committed. */
  onEffect(heard: (thingId: string) => void): void {
    this.effects.heard = heard;
  }

  intake(): InboxReader {
    return new InboxReader(SOURCE, {
      service: SINK,
      streams: this.streams,
      replay: new ReplayClient(this.connection),
      inbox: this.inbox,
      snapshots: this.snapshots,
      pool: this.sinkQueue,
      onRefused: (refused) => {
        console.error(refused);
      },
      onError: (error) => {
        console.error(error);
      },
    });
  }

  jetstream() {
    return jetstream(this.connection);
  }

  async close(): Promise<void> {
    await this.answers.stop();
    await Promise.all([this.sourceQueue.close(), this.sinkQueue.close()]);
    await Promise.all(this.dataSources.map((one) => one.destroy()));
    await this.connection.close();
  }
}

/** Pool as a service has it. */
export async function dataSource(url: string): Promise<DataSource> {
  const extra = { Client: PipelinedClient };
  const made = new DataSource({ type: 'postgres', url, poolSize: 10, logging: false, extra });
  return made.initialize();
}
