import { fileURLToPath } from 'node:url';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { connectBus, leaveBus } from '@ouderportaal/bus/runtime';
import { type Clock, SystemClock } from '@ouderportaal/kernel';
import {
  atMostEvery,
  type HealthCheck,
  type InternalServer,
  type Logger,
  measureHealth,
  Metrics,
  NestLogger,
  startInternalServer,
} from '@ouderportaal/process';
import type { GatewayConfig } from './config.js';
import { GatewayModule } from './gateway.module.js';
import { LiveStreams } from './live/live-streams.js';
import { ProblemFilter } from './problems/problem.filter.js';
import { Admission } from './limits/admission.js';
import { RequestMetrics } from './observability/request-metrics.js';
import { securityHeaders } from './http/security-headers.js';
import { HttpServer } from './http/server.js';
import { PortalFiles } from './portal/portal-files.js';

/** Beside this process in the build. */
const BUILT_PORTAL = fileURLToPath(new URL('../../../portal', import.meta.url));

export interface RunningGateway {
  url: string;
  /** Of `/metrics` and health for the platform alone; undefined without `METRICS_PORT`. */
  internalUrl: string | undefined;
  /** Every route, as `[path, methods]`. */
  routes(): [string, string[]][];
  /** Takes no new connections, finishes what is in flight, then leaves the bus. */
  stop(): Promise<void>;
}

/** Boots the gateway; waits for NATS where that is not there yet. */
export async function startGateway(
  config: GatewayConfig,
  { logger, clock = new SystemClock() }: { logger: Logger; clock?: Clock },
): Promise<RunningGateway> {
  const connection = await connectBus('gateway', {
    url: config.NATS_URL,
    user: config.NATS_USER,
    password: config.NATS_PASSWORD,
    ca: config.NATS_CA,
    onWaiting: (error) => logger.warn({ error }, 'the broker cannot be used yet'),
  });
  const headers = await securityHeaders();
  const metrics = new Metrics('gateway');
  const checks: HealthCheck[] = [
    { name: 'bus', check: atMostEvery(1_000, () => connection.flush()) },
  ];
  measureHealth(metrics, checks);
  const server = new HttpServer({
    config,
    logger,
    headers,
    metrics: new RequestMetrics(metrics),
    problems: () => app.get(ProblemFilter),
    admission: () => app.get(Admission),
    portal: await portalFiles(config, logger),
  });
  const app: NestFastifyApplication = await NestFactory.create<NestFastifyApplication>(
    GatewayModule.of({ config, clock, connection, logger, metrics, checks }),
    server.adapter,
    { logger: new NestLogger(logger), abortOnError: false, bodyParser: false },
  );
  await app.listen(config.PORT, config.HOST);
  const internal = await internalServer(config, metrics, checks);
  let stopping: Promise<void> | undefined;
  return {
    url: await app.getUrl(),
    internalUrl: internal?.url,
    routes: () => server.paths.all(),
    stop: () =>
      (stopping ??= (async () => {
        // A stream would keep its connection for as long as somebody looks.
        app.get(LiveStreams).stop();
        await server.letGo();
        await app.close();
        await leaveBus(connection);
        await internal?.stop();
      })()),
  };
}

async function portalFiles(
  { PORTAL_FOLDER }: GatewayConfig,
  logger: Logger,
): Promise<PortalFiles | null> {
  const files = await PortalFiles.read(PORTAL_FOLDER ?? BUILT_PORTAL);
  if (!files) logger.warn({ folder: PORTAL_FOLDER ?? BUILT_PORTAL }, 'no web portal was built');
  return files;
}

/** Metrics are never served on the public port. */
async function internalServer(
  { HOST: host, METRICS_PORT: port }: GatewayConfig,
  metrics: Metrics,
  checks: readonly HealthCheck[],
): Promise<InternalServer | undefined> {
  return port === undefined ? undefined : startInternalServer({ metrics, checks, host, port });
}
