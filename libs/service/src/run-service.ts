import type { DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { getDataSourceToken } from '@nestjs/typeorm';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import {
  ActorTokenVerifier,
  type CallReport,
  connectBus,
  leaveBus,
  ContractServer,
  traceIdOf,
} from '@ouderportaal/bus/runtime';
import { TenantDatabase } from '@ouderportaal/database';
import {
  armFailpoints,
  Audit,
  toProblem,
  TransactionalCalls,
} from '@ouderportaal/database/runtime';
import { type Clock, SystemClock } from '@ouderportaal/kernel';
import {
  createLogger,
  HEALTH_CHECKS,
  type HealthCheck,
  type Logger,
  NestLogger,
  readConfig,
  readiness,
  type ServiceConfig,
  serviceConfig,
  startTracing,
  stopOnSignal,
} from '@ouderportaal/process';
import type { DataSource } from 'typeorm';
import type { ServiceDefinition } from './define-service.js';
import { ServiceMetrics } from './service-metrics.js';
import { ServiceModule } from './service.module.js';

const WARM_CONNECTIONS = 5;

export interface StartOptions {
  config: ServiceConfig;
  clock?: Clock;
  logger?: Logger;
}

export interface RunningService {
  app: NestFastifyApplication;
  /** Of the health endpoint. */
  url: string;
  /** Finishes what is in flight, then closes everything. */
  stop(): Promise<void>;
}

/** Boots a service: bus handlers, events, schedule and the health endpoint. */
export async function startService(
  definition: ServiceDefinition,
  options: StartOptions,
): Promise<RunningService> {
  const { config } = options;
  const { name: service } = definition;
  armFailpoints(service, config.FAILPOINT_FOLDER, config.NODE_ENV);
  const logger = options.logger ?? createLogger(service, config.LOG_LEVEL);
  const connection = await connectBus(service, {
    url: config.NATS_URL,
    user: config.NATS_USER,
    password: config.NATS_PASSWORD,
    ca: config.NATS_CA,
    onWaiting: (error) => logger.warn({ error }, 'the broker cannot be used yet'),
  });
  const shared = ServiceModule.forService(definition, {
    config,
    clock: options.clock ?? new SystemClock(),
    connection,
    logger,
  });
  const app = await NestFactory.create<NestFastifyApplication>(
    { module: ServiceModule, imports: [shared, featureModule(definition, config)] },
    new FastifyAdapter(),
    { logger: new NestLogger(logger), abortOnError: false },
  );
  const metrics = app.get(ServiceMetrics);
  const server = new ContractServer({
    service,
    connection,
    verifier: new ActorTokenVerifier(service, config.ACTOR_KEYS),
    runner: new TransactionalCalls(app.get(TenantDatabase), app.get(Audit)),
    toProblem: toProblem(definition.constraints),
    report: (report) => {
      metrics.count(report);
      logCall(logger, report);
    },
    refuseUndeclared: config.NODE_ENV === 'test',
    onUndeclared: (subject, code) => logUndeclared(logger, config, { subject, code }),
    onLost: (subject, error) => logger.error({ subject, error }, 'lost a subject'),
    maxInFlight: config.DATABASE_POOL * 20,
    maxAnonymousInFlight: config.DATABASE_POOL * 20,
  });
  await openConnections(app.get<DataSource>(getDataSourceToken()), config.DATABASE_POOL);
  app.connectMicroservice({ strategy: server }, { inheritAppConfig: true });
  await app.startAllMicroservices();
  await app.listen(config.PORT, config.HOST);
  // Says at once what it cannot work without, whether or not somebody asks for its health.
  void readiness(app.get<HealthCheck[]>(HEALTH_CHECKS));
  let stopping: Promise<void> | undefined;
  const stop = () =>
    (stopping ??= (async () => {
      await server.close();
      await app.close();
      await leaveBus(connection);
    })());
  return { app, url: await app.getUrl(), stop };
}

function featureModule(
  { module, developmentControllers }: ServiceDefinition,
  { NODE_ENV }: ServiceConfig,
): DynamicModule {
  const given = typeof module === 'function' ? { module } : module;
  const more = NODE_ENV === 'development' ? developmentControllers : [];
  return { ...given, controllers: [...(given.controllers ?? []), ...more] };
}

/**
 * Before the first request: the queue group gives a new replica its full share at once, and on a busy
 * machine that would wait until the pool has connected.
 */
async function openConnections(dataSource: DataSource, poolSize: number): Promise<void> {
  const runners = Array.from({ length: Math.min(WARM_CONNECTIONS, poolSize) }, () =>
    dataSource.createQueryRunner(),
  );
  try {
    await Promise.all(runners.map((runner) => runner.connect()));
  } finally {
    await Promise.all(runners.map((runner) => runner.release()));
  }
}

/** What configures a service, read from an environment; this process's own unless told. */
export function configOf(
  { name, config }: ServiceDefinition,
  environment?: Record<string, string | undefined>,
): ServiceConfig {
  const shape: typeof serviceConfig = { ...serviceConfig, ...config };
  return readConfig(name, shape, environment);
}

/** What a service's `main.ts` calls: starts, says so, and stops gracefully when told to. */
export async function runService(definition: ServiceDefinition): Promise<void> {
  const config = configOf(definition);
  const logger = createLogger(definition.name, config.LOG_LEVEL);
  const stopTracing = await startTracing({
    service: definition.name,
    endpoint: config.OTEL_EXPORTER_OTLP_ENDPOINT,
  });
  const running = await startService(definition, { config, logger });
  logger.info({ url: running.url }, 'ready');
  stopOnSignal(logger, () => running.stop().finally(stopTracing));
}

/** Fatal in a test: nothing else is heard there. */
function logUndeclared(
  logger: Logger,
  { NODE_ENV }: ServiceConfig,
  what: { subject: string; code: string },
): void {
  const level = NODE_ENV === 'test' ? 'fatal' : 'error';
  logger[level](what, 'the contract does not declare this problem');
}

function logCall(logger: Logger, report: CallReport): void {
  const { subject, context, tenantId, personId, outcome, durationMs, statements, error } = report;
  const line = {
    subject,
    requestId: context.requestId,
    traceId: traceIdOf(context.traceparent),
    tenantId,
    personId,
    outcome,
    durationMs,
    statements,
  };
  if (error === undefined) logger.info(line, 'handled');
  else logger.error({ ...line, error }, 'failed');
}
