import {
  type DynamicModule,
  Global,
  Inject,
  Injectable,
  Module,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { ScheduleModule } from '@nestjs/schedule';
import { getDataSourceToken, TypeOrmModule } from '@nestjs/typeorm';
import type { NatsConnection } from '@nats-io/transport-node';
import { EventStreams } from '@ouderportaal/bus';
import {
  type ConstraintProblems,
  DueEvents,
  EventConsumer,
  EventIntake,
  Outbox,
  OutboxAnswers,
  OutboxQuestions,
  OutboxRelay,
  QueuePool,
  TenantDatabase,
} from '@ouderportaal/database';
import { Clock } from '@ouderportaal/kernel';
import {
  HEALTH_CHECKS,
  type HealthCheck,
  HealthController,
  type Logger,
  PassErrors,
  type ServiceConfig,
} from '@ouderportaal/process';
import type { DataSource } from 'typeorm';

export const BUS_CONNECTION = Symbol('BUS_CONNECTION');
export const LOGGER = Symbol('LOGGER');

/** What one service is made of, besides its own module. */
export interface ServiceDefinition {
  /** First word of its subjects, and name of its schema. */
  service: string;
  entities: readonly (new () => object)[];
  /** Which problem it is when one of its constraints says no. */
  constraints: ConstraintProblems;
  /** Besides database and bus. */
  healthChecks?: readonly HealthCheck[];
}

export interface ServiceParts {
  config: ServiceConfig;
  clock: Clock;
  connection: NatsConnection;
  logger: Logger;
}

/** Starts what passes events on and takes them in, and stops it in the reverse order. */
@Injectable()
export class EventTraffic implements OnApplicationBootstrap, OnModuleDestroy {
  private intakes: EventIntake[] = [];

  constructor(
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly relay: OutboxRelay,
    private readonly answers: OutboxAnswers,
    private readonly consumer: EventConsumer,
    private readonly pool: QueuePool,
    @Inject('INTAKE_FOR') private readonly intakeFor: (producer: string) => EventIntake,
  ) {}

  onApplicationBootstrap(): void {
    this.relay.start();
    this.answers.start();
    this.intakes = this.consumer.producers().map((producer) => this.intakeFor(producer));
    for (const intake of this.intakes) intake.start();
    this.logger.debug({ producers: this.consumer.producers() }, 'events flow');
  }

  async onModuleDestroy(): Promise<void> {
    await Promise.all(this.intakes.map((intake) => intake.stop()));
    await this.relay.stop();
    await this.answers.stop();
    await this.pool.close();
  }
}

/** Database, bus, events and health of a service; global, so that features only list themselves. */
@Global()
@Module({})
export class ServiceModule {
  static forService(definition: ServiceDefinition, parts: ServiceParts): DynamicModule {
    const { service } = definition;
    const { config, clock, connection, logger } = parts;
    const onError = (error: unknown) => logger.warn({ error }, 'events are held up');
    return {
      module: ServiceModule,
      imports: [
        TypeOrmModule.forRoot({
          type: 'postgres',
          url: config.DATABASE_URL,
          schema: service,
          entities: [...definition.entities],
          synchronize: false,
          poolSize: config.DATABASE_POOL,
          applicationName: service,
          logging: false,
          extra: { connectionTimeoutMillis: 5_000 },
        }),
        ScheduleModule.forRoot(),
      ],
      controllers: [HealthController],
      providers: [
        { provide: APP_FILTER, useClass: PassErrors },
        { provide: Clock, useValue: clock },
        { provide: LOGGER, useValue: logger },
        { provide: BUS_CONNECTION, useValue: connection },
        { provide: EventStreams, useFactory: () => new EventStreams(connection) },
        {
          provide: QueuePool,
          useFactory: () => new QueuePool(config.DATABASE_WORKER_URL, service),
        },
        {
          provide: OutboxRelay,
          inject: [QueuePool, EventStreams],
          useFactory: (pool: QueuePool, streams: EventStreams) =>
            new OutboxRelay(pool, {
              publish: (envelopes) => streams.publish(envelopes),
              ensureStream: () => streams.ensureStream(service),
              onError,
            }),
        },
        {
          provide: OutboxAnswers,
          inject: [QueuePool],
          useFactory: (pool: QueuePool) => new OutboxAnswers(connection, pool, service, onError),
        },
        {
          provide: TenantDatabase,
          inject: [getDataSourceToken(), OutboxRelay],
          useFactory: (dataSource: DataSource, relay: OutboxRelay) =>
            new TenantDatabase(dataSource, () => relay.nudge()),
        },
        { provide: Outbox, useFactory: () => new Outbox(clock) },
        EventConsumer,
        {
          provide: 'INTAKE_FOR',
          inject: [getDataSourceToken(), EventConsumer, OutboxRelay, EventStreams, QueuePool],
          useFactory:
            (
              dataSource: DataSource,
              consumer: EventConsumer,
              relay: OutboxRelay,
              streams: EventStreams,
              pool: QueuePool,
            ) =>
            (producer: string) =>
              new EventIntake(producer, {
                service,
                streams,
                questions: new OutboxQuestions(connection),
                dueEvents: new DueEvents(dataSource, consumer, () => relay.nudge()),
                pool,
                onError,
              }),
        },
        {
          provide: HEALTH_CHECKS,
          inject: [getDataSourceToken()],
          useFactory: (dataSource: DataSource): HealthCheck[] => [
            {
              name: 'database',
              check: async () => {
                await dataSource.query('select 1');
              },
            },
            { name: 'bus', check: () => connection.flush() },
            ...(definition.healthChecks ?? []),
          ],
        },
        EventTraffic,
      ],
      exports: [Clock, LOGGER, BUS_CONNECTION, TenantDatabase, Outbox, EventConsumer, QueuePool],
    };
  }
}
