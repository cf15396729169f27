import { createLogger, startTracing, stopOnSignal } from '@ouderportaal/process';
import { loadConfig } from './config.js';
import { startGateway } from './gateway.js';

const config = loadConfig();
const logger = createLogger('gateway', config.LOG_LEVEL);
const stopTracing = await startTracing({
  service: 'gateway',
  endpoint: config.OTEL_EXPORTER_OTLP_ENDPOINT,
});
const gateway = await startGateway(config, { logger });
logger.info({ url: gateway.url, internalUrl: gateway.internalUrl }, 'ready');
stopOnSignal(logger, () => gateway.stop().finally(stopTracing));
