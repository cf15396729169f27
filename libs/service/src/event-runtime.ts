import {
  Inject,
  Injectable,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { NatsConnection } from '@nats-io/transport-node';
import { EventStreams } from '@ouderportaal/bus';
import {
  InboxProcessor,
  Subscribers,
  InboxReader,
  ReplayServer,
  ReplayClient,
  OutboxRelay,
  CrossTenantPool,
} from '@ouderportaal/database';
import type { Logger, ServiceConfig } from '@ouderportaal/process';
import { DataSource } from 'typeorm';
import { BUS_CONNECTION, CONFIG, LOGGER, SERVICE_NAME } from './tokens.js';

/** Makes the intake of one producer's events. */
@Injectable()
export class InboxReaders {
  constructor(
    @Inject(SERVICE_NAME) private readonly service: string,
    @InjectDataSource() private readonly dataSource: DataSource,
    @Inject(BUS_CONNECTION) private readonly connection: NatsConnection,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(CONFIG) private readonly config: ServiceConfig,
    private readonly consumer: Subscribers,
    private readonly relay: OutboxRelay,
    private readonly streams: EventStreams,
    private readonly pool: CrossTenantPool,
  ) {}

  producer(producer: string): InboxReader {
    const { EVENT_RETRY_MS } = this.config;
    const nudge = () => this.relay.nudge();
    return new InboxReader(producer, {
      service: this.service,
      streams: this.streams,
      questions: new ReplayClient(this.connection),
      dueEvents: new InboxProcessor(this.dataSource, this.consumer, nudge, EVENT_RETRY_MS),
      pool: this.pool,
      onError: (error) => this.logger.warn({ error, producer }, 'events are held up'),
    });
  }
}

/** Starts what passes events on and takes them in, and stops it in the reverse order. */
@Injectable()
export class EventRuntime implements OnApplicationBootstrap, OnModuleDestroy {
  private intakes: InboxReader[] = [];

  constructor(
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly relay: OutboxRelay,
    private readonly answers: ReplayServer,
    private readonly consumer: Subscribers,
    private readonly pool: CrossTenantPool,
    private readonly intakesOf: InboxReaders,
  ) {}

  onApplicationBootstrap(): void {
    this.relay.start();
    this.answers.start();
    this.intakes = this.consumer.producers().map((producer) => this.intakesOf.producer(producer));
    for (const intake of this.intakes) intake.start();
    this.logger.debug({ producers: this.consumer.producers() }, 'events flow');
  }

  /** How far behind its producers this service is. */
  lags(): { producer: string; events: number }[] {
    return this.intakes.map((intake) => intake.lag());
  }

  async onModuleDestroy(): Promise<void> {
    await Promise.all(this.intakes.map((intake) => intake.stop()));
    await this.relay.stop();
    await this.answers.stop();
    await this.pool.close();
  }
}
