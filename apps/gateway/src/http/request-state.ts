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
  /** How the caller called this request; null where it did not say, or not well. */
  callersId: string | null;
  /** Where spans are recorded. */
  span: Span | undefined;
  startedAt: number;
  credentials: Credentials | null;
  /** Slots of the rate and concurrency limits that it holds; set by `Admission`. */
  visit: Visit | null;
  /** A stream for as long as somebody listens: how long it lasts says nothing of how fast we answer. */
  isLasting: boolean;
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

const CALLERS_ID = /^[\w.:-]{1,100}$/;

/**
 * The id of a request goes into logs, events and an audit that stays: it is ours, unless one of our own
 * proxies gave it. What anybody else sends is logged here beside it, where it is well formed.
 */
export function newState(request: FastifyRequest, isFromProxy: boolean): RequestState {
  const { 'x-request-id': sent, traceparent } = request.headers;
  const sentId = single(sent);
  const requestId = isFromProxy ? sentId : undefined;
  const received = continueTrace(requestId, single(traceparent));
  const isContinued = received.traceparent === traceparent;
  const span = startSpan(
    `${request.method} ${request.routeOptions.url ?? ''}`.trim(),
    isContinued ? received.traceparent : null,
    {
      kind: 'server',
      attributes: { 'http.request.method': request.method },
    },
  );
  const trace = span ? { ...received, traceparent: span.traceparent } : received;
  return {
    trace,
    callersId: sentId !== undefined && CALLERS_ID.test(sentId) ? sentId : null,
    traceId: traceIdOf(trace.traceparent),
    span,
    startedAt: performance.now(),
    credentials: null,
    visit: null,
    isLasting: false,
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
