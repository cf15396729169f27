// What a feature may use. Who asks, serves or keeps the broker takes the rest from ./runtime.js.
export type { CallContext } from './call.js';
export * from './handles.js';
export { continueTrace, type Trace } from './trace.js';
