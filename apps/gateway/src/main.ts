import { createLogger, stopOnSignal } from '@ouderportaal/process';
import { loadConfig } from './config.js';
import { startGateway } from './gateway.js';

const config = loadConfig();
const logger = createLogger('gateway', config.LOG_LEVEL);
const gateway = await startGateway(config, { logger });
logger.info({ url: gateway.url }, 'ready');
stopOnSignal(logger, () => gateway.stop());
