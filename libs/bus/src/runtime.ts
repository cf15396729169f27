// What asks and serves, for the gateway, libs/service, commands and tests; no feature imports it.
export * from './actor-token.js';
export * from './broker-config.js';
export * from './bus.js';
export type { Call, CallRunner, Invocation } from './call.js';
export * from './connection.js';
export * from './contract-server.js';
export * from './event-streams.js';
export * from './headers.js';
export * from './permissions.js';
export * from './problem-message.js';
export * from './snapshot-question.js';
export * from './stream-provisioner.js';
export { childOf, REQUEST_ID, traceIdOf, TRACEPARENT } from './trace.js';
export * from './tracing.js';
