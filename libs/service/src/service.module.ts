import { type DynamicModule, Global, Module } from '@nestjs/common';
import { APP_FILTER, ModuleRef } from '@nestjs/core';
import { ScheduleModule } from '@nestjs/schedule';
import { getDataSourceToken, TypeOrmModule } from '@nestjs/typeorm';
import type { NatsConnection } from '@nats-io/transport-node';
import { EventStreams } from '@ouderportaal/bus/runtime';
import {
  Snapshots,
  Subscribers,
  Outbox,
  CrossTenantPool,
  TenantDatabase,
} from '@ouderportaal/database';
import {
  Audit,
  CONNECT_WITHIN_MS,
  encryptionOf,
  Housekeeping,
  ReplayServer,
  SnapshotServer,
  OutboxRelay,
  PipelinedClient,
} from '@ouderportaal/database/runtime';
import { listenersOf } from '@ouderportaal/contracts';
import { Clock } from '@ouderportaal/kernel';
import {
  HEALTH_CHECKS,
  type HealthCheck,
  HealthController,
  type Logger,
  loggedChanges,
  Metrics,
  MetricsController,
  PassErrors,
  type ServiceConfig,
} from '@ouderportaal/process';
import type { DataSource } from 'typeorm';
import type { ServiceDefinition } from './define-service.js';
import { ChangeBroadcast } from './change-broadcast.js';
import { EventRuntime } from './event-runtime.js';
import { HousekeepingJobs } from './housekeeping.jobs.js';
import { ServiceMetrics } from './service-metrics.js';
import { BUS_CONNECTION, CONFIG, LOGGER, SERVICE_NAME } from './tokens.js';

interface ServiceParts {
  config: ServiceConfig;
  clock: Clock;
  connection: NatsConnection;
  logger: Logger;
}

/** Database, bus, events and health of a service; global, so that features only list themselves. */
@Global()
@Module({})
export class ServiceModule {
  static forService(definition: ServiceDefinition, parts: ServiceParts): DynamicModule {
    const { name: service } = definition;
    const { config, clock, connection, logger } = parts;
    const onError = (error: unknown) => logger.warn({ error }, 'events are held up');
    return {
      module: ServiceModule,
      imports: [
        TypeOrmModule.forRoot({
          type: 'postgres',
          ...encryptionOf({ url: config.DATABASE_URL, ca: config.DATABASE_CA }),
          schema: service,
          entities: [...definition.entities],
          synchronize: false,
          poolSize: config.DATABASE_POOL,
          applicationName: service,
          logging: false,
          toRetry: (error: unknown) => {
            logger.warn({ error }, 'the database cannot be used yet');
            return true;
          },
          extra: { connectionTimeoutMillis: CONNECT_WITHIN_MS, Client: PipelinedClient },
        }),
        ScheduleModule.forRoot(),
      ],
      controllers: [HealthController, MetricsController],
      providers: [
        { provide: APP_FILTER, useClass: PassErrors },
        { provide: Clock, useValue: clock },
        { provide: LOGGER, useValue: logger },
        { provide: CONFIG, useValue: config },
        { provide: Metrics, useFactory: () => new Metrics(service) },
        ServiceMetrics,
        { provide: BUS_CONNECTION, useValue: connection },
        { provide: EventStreams, useFactory: () => new EventStreams(connection) },
        {
          provide: CrossTenantPool,
          useFactory: () =>
            new CrossTenantPool(
              { url: config.DATABASE_WORKER_URL, ca: config.DATABASE_CA },
              service,
            ),
        },
        {
          provide: OutboxRelay,
          inject: [CrossTenantPool, EventStreams],
          useFactory: (pool: CrossTenantPool, streams: EventStreams) =>
            new OutboxRelay(pool, {
              publish: (envelopes) => streams.publish(envelopes),
              onError,
            }),
        },
        {
          provide: ReplayServer,
          inject: [CrossTenantPool, TenantDatabase, Snapshots],
          useFactory: (pool: CrossTenantPool, database: TenantDatabase, snapshots: Snapshots) => {
            const server = new SnapshotServer(database, pool, snapshots);
            return new ReplayServer({ connection, pool, service, snapshots: server, onError });
          },
        },
        {
          provide: TenantDatabase,
          inject: [getDataSourceToken(), OutboxRelay],
          useFactory: (dataSource: DataSource, relay: OutboxRelay) =>
            new TenantDatabase(dataSource, () => relay.nudge()),
        },
        { provide: Outbox, useFactory: () => new Outbox(clock) },
        { provide: Audit, useFactory: () => new Audit(clock) },
        {
          provide: Housekeeping,
          inject: [CrossTenantPool],
          useFactory: (pool: CrossTenantPool) =>
            new Housekeeping({ pool, clock, consumers: listenersOf(service) }),
        },
        HousekeepingJobs,
        Subscribers,
        Snapshots,
        { provide: SERVICE_NAME, useValue: service },
        ChangeBroadcast,
        {
          provide: HEALTH_CHECKS,
          inject: [getDataSourceToken(), ModuleRef],
          useFactory: (dataSource: DataSource, providers: ModuleRef): HealthCheck[] =>
            [
              {
                name: 'database',
                check: async () => {
                  await dataSource.query('select 1');
                },
              },
              { name: 'bus', check: () => connection.flush() },
              ...Object.entries(definition.health).map(([name, provider]) => ({
                name,
                check: () => providers.get(provider, { strict: false }).check(),
              })),
            ].map((each) => loggedChanges(each, logger)),
        },
        EventRuntime,
      ],
      exports: [
        Clock,
        CONFIG,
        LOGGER,
        BUS_CONNECTION,
        TenantDatabase,
        Outbox,
        ChangeBroadcast,
        Subscribers,
        Snapshots,
        CrossTenantPool,
      ],
    };
  }
}
