export * from './actors.js';
export * from './fake-clock.js';
export * from './fake-producer.js';
export * from './gateway-key.js';
export * from './problems.js';
export * from './service-under-test.js';
export * from './until.js';
