import { continueTrace, type Trace } from '@ouderportaal/bus';
import { type Span, startSpan, traceIdOf } from '@ouderportaal/bus/runtime';
import type { Actor, ProblemCode } from '@ouderportaal/contracts';
import type { FastifyRequest } from 'fastify';
import type { Visit } from '../limits/rate-limit.js';
import type { Credentials } from '../sessions/credentials.js';

/** What the gateway knows about a request while it lasts. */
interface RequestState {
  trace: Trace;
  traceId: string;
  /** Where spans are recorded. */
  span: Span | undefined;
  startedAt: number;
  credentials: Credentials | null;
  /** What it takes of somebody's share; set at the door. */
  visit: Visit | null;
  /** Set by the guard. */
  actor: Actor | null;
  /** Why it failed. */
  problem: ProblemCode | null;
}

declare module 'fastify' {
  interface FastifyRequest {
    state: RequestState;
  }
}

export function newState(request: FastifyRequest): RequestState {
  const { 'x-request-id': requestId, traceparent } = request.headers;
  const received = continueTrace(single(requestId), single(traceparent));
  const isContinued = received.traceparent === traceparent;
  const span = startSpan(
    `${request.method} ${request.routeOptions.url ?? ''}`.trim(),
    isContinued ? received.traceparent : null,
    {
      kind: 'server',
      attributes: { 'http.request.method': request.method },
    },
  );
  const trace = span ? continueTrace(single(requestId), span.traceparent) : received;
  return {
    trace,
    traceId: traceIdOf(trace.traceparent),
    span,
    startedAt: performance.now(),
    credentials: null,
    visit: null,
    actor: null,
    problem: null,
  };
}

/** The path that was asked for, without its query. */
export function pathOf(request: FastifyRequest): string {
  const url = request.originalUrl;
  const end = url.search(/[?#]/);
  return end < 0 ? url : url.slice(0, end);
}

function single(header: string | string[] | undefined): string | undefined {
  return typeof header === 'string' ? header : undefined;
}
