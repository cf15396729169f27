import { randomUUID } from 'node:crypto';

/** What connects the log lines, messages and events that one HTTP request causes. */
export interface Trace {
  requestId: string;
  /** W3C trace context, `00-<trace>-<span>-<flags>`. */
  traceparent: string;
}

export const TRACEPARENT = /^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;
export const REQUEST_ID = /^[\w.:-]{1,100}$/;

/**
 * Continues what the caller sent where it is well formed, else begins anew. A trace may be continued by
 * many requests, so an id is never taken from one that somebody else began.
 */
export function continueTrace(requestId?: string, traceparent?: string): Trace {
  const parent = traceparent && TRACEPARENT.test(traceparent) ? traceparent : newTraceparent();
  const ownId = parent === traceparent ? newTraceId() : traceIdOf(parent);
  return {
    requestId: requestId && REQUEST_ID.test(requestId) ? requestId : ownId,
    traceparent: parent,
  };
}

/** The next hop: same trace, a span of its own. */
export function childOf(trace: Trace): Trace {
  const [version = '00', traceId = '', , flags = '01'] = trace.traceparent.split('-');
  return {
    requestId: trace.requestId,
    traceparent: `${version}-${traceId}-${newSpanId()}-${flags}`,
  };
}

export function traceIdOf(traceparent: string): string {
  return traceparent.split('-')[1] ?? '';
}

function newTraceparent(): string {
  return `00-${newTraceId()}-${newSpanId()}-01`;
}

/** Node makes the randomness of many UUIDs at once; bytes by the few cost a call each. */
function newTraceId(): string {
  return randomUUID().replaceAll('-', '');
}

function newSpanId(): string {
  return newTraceId().slice(16);
}
