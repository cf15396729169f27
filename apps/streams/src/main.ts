import {
  connectBus,
  leaveBus,
  STREAM_PROVISIONER,
  StreamProvisioner,
} from '@ouderportaal/bus/runtime';
import { listeners } from '@ouderportaal/contracts';
import {
  createLogger,
  type HealthCheck,
  measureHealth,
  Metrics,
  startInternalServer,
  stopOnSignal,
} from '@ouderportaal/process';
import { readStreamsConfig } from './environment.js';

/** Makes the streams and durables of the broker, and makes them again when it has lost them. */
const config = readStreamsConfig();
const logger = createLogger(STREAM_PROVISIONER, config.LOG_LEVEL);
const connection = await connectBus(STREAM_PROVISIONER, {
  url: config.NATS_URL,
  user: config.NATS_USER,
  password: config.NATS_PASSWORD,
  ca: config.NATS_CA,
  onWaiting: (error) => logger.warn({ error }, 'the broker cannot be used yet'),
});
const keeper = new StreamProvisioner(connection, {
  listeners,
  onRepair: (what) => logger.info({ what }, 'made or put right'),
  onError: (error) => logger.warn({ error }, 'the streams cannot be looked at'),
});
const checks: HealthCheck[] = [{ name: 'streams', check: () => keeper.check() }];
const metrics = new Metrics(STREAM_PROVISIONER);
measureHealth(metrics, checks);
const { HOST: host, PORT: port } = config;
const server = await startInternalServer({ metrics, checks, host, port });
keeper.start();
logger.info({ url: server.url }, 'ready');
stopOnSignal(logger, async () => {
  const stopped = keeper.stop();
  await leaveBus(connection);
  await stopped;
  await server.stop();
});
