import {
  Inject,
  Injectable,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { NatsConnection } from '@nats-io/transport-node';
import { EventStreams } from '@ouderportaal/bus/runtime';
import { CrossTenantPool, Subscribers } from '@ouderportaal/database';
import {
  InboxProcessor,
  InboxReader,
  OutboxRelay,
  REFUSALS,
  type Refused,
  ReplayClient,
  ReplayServer,
  SnapshotTaker,
  WAYS,
} from '@ouderportaal/database/runtime';
import { Clock } from '@ouderportaal/kernel';
import { type Logger, Metrics, type ServiceConfig } from '@ouderportaal/process';
import { DataSource } from 'typeorm';
import { BUS_CONNECTION, CONFIG, LOGGER, SERVICE_NAME } from './tokens.js';

/** Starts what passes events on and takes them in, and stops it in the reverse order. */
@Injectable()
export class EventRuntime implements OnApplicationBootstrap, OnModuleDestroy {
  private readers: InboxReader[] = [];
  private readonly refused;

  constructor(
    @Inject(SERVICE_NAME) private readonly service: string,
    @InjectDataSource() private readonly dataSource: DataSource,
    @Inject(BUS_CONNECTION) private readonly connection: NatsConnection,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(CONFIG) private readonly config: ServiceConfig,
    private readonly clock: Clock,
    private readonly subscribers: Subscribers,
    private readonly relay: OutboxRelay,
    private readonly answers: ReplayServer,
    private readonly streams: EventStreams,
    private readonly pool: CrossTenantPool,
    metrics: Metrics,
  ) {
    this.refused = metrics.counter({
      name: 'inbox_refused_total',
      help: 'What came from a producer, or was set aside, and is no event that it may say.',
      labels: ['producer', 'way', 'reason'],
    });
  }

  onApplicationBootstrap(): void {
    this.relay.start();
    this.answers.start();
    this.readers = this.subscribers.producers().map((producer) => this.readerOf(producer));
    for (const reader of this.readers) reader.start();
    this.logger.debug({ producers: this.subscribers.producers() }, 'events flow');
  }

  /** How far behind its producers this service is, and how far beyond what they know. */
  lags(): { producer: string; events: number; ahead: number }[] {
    return this.readers.map((reader) => reader.lag());
  }

  async onModuleDestroy(): Promise<void> {
    await Promise.all(this.readers.map((reader) => reader.stop()));
    await this.relay.stop();
    await this.answers.stop();
    await this.pool.close();
  }

  private readerOf(producer: string): InboxReader {
    // An alert looks at how the numbers grow: they begin at nought, not at the first refusal.
    for (const way of WAYS) {
      for (const reason of REFUSALS) this.refused.inc({ producer, way, reason }, 0);
    }
    const onRefused = (refused: readonly Refused[]) => this.refuse(producer, refused);
    const replay = new ReplayClient(this.connection);
    const shared = {
      dataSource: this.dataSource,
      subscribers: this.subscribers,
      onEvents: () => this.relay.nudge(),
      onRefused,
      retryMs: this.config.EVENT_RETRY_MS,
    };
    const { service } = this;
    const now = () => this.clock.now();
    return new InboxReader(producer, {
      service,
      streams: this.streams,
      replay,
      inbox: new InboxProcessor(shared),
      snapshots: new SnapshotTaker({ ...shared, service, replay, now }),
      pool: this.pool,
      onRefused,
      onError: (error) => this.logger.warn({ error, producer }, 'events are held up'),
    });
  }

  /** One line for all that came together: who can have things refused could otherwise fill the log. */
  private refuse(producer: string, refused: readonly Refused[]): void {
    for (const { way, reason } of refused) this.refused.inc({ producer, way, reason });
    const [first] = refused;
    this.logger.error({ ...first, producer, count: refused.length }, 'events were refused');
  }
}
