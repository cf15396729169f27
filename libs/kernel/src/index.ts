export * from './clock.js';
export * from './dates.js';
export * from './times.js';
export * from './ids.js';
export * from './differences.js';
export * from './loop.js';
export * from './names.js';
