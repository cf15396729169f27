export * from './change-broadcast.js';
export * from './define-service.js';
export * from './run-service.js';
export * from './service.module.js';
export * from './tokens.js';
