import { continueTrace, type Trace, traceIdOf } from '@ouderportaal/bus';
import type { Actor, ProblemCode } from '@ouderportaal/contracts';
import type { FastifyRequest } from 'fastify';
import type { Credentials } from './credentials.js';

/** What the gateway knows about a request while it lasts. */
export interface RequestState {
  trace: Trace;
  traceId: string;
  startedAt: number;
  credentials: Credentials | null;
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
  const trace = continueTrace(single(requestId), single(traceparent));
  return {
    trace,
    traceId: traceIdOf(trace.traceparent),
    startedAt: performance.now(),
    credentials: null,
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
