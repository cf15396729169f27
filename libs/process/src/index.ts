export * from './config.js';
export * from './health-metrics.js';
export * from './health.js';
export * from './logger.js';
export * from './metrics.js';
export * from './pass-errors.js';
export * from './signals.js';
export * from './tracing.js';
