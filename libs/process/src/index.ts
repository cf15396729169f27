export * from './config.js';
export * from './health.js';
export * from './logger.js';
export * from './pass-errors.js';
export * from './signals.js';
