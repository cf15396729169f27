import type { Logger } from '@ouderportaal/process';
import type { FastifyReply, FastifyRequest } from 'fastify';

const ROUTINE = /^\/health\//;

/** One line per request: the pattern of its route, never its query, body or names. */
export function logRequest(logger: Logger, request: FastifyRequest, reply: FastifyReply): void {
  const line = { ...factsOf(request), status: reply.statusCode };
  // A platform asks after the health every few seconds, and nobody reads that it was well.
  const isRoutine = reply.statusCode === 200 && ROUTINE.test(line.route ?? '');
  if (isRoutine) logger.debug(line, 'request');
  else logger.info(line, 'request');
}

/** The client was gone before it had its answer. */
export function logAbort(logger: Logger, request: FastifyRequest): void {
  logger.info(factsOf(request), 'client left');
}

function factsOf({ state, method, routeOptions }: FastifyRequest) {
  const { trace, traceId, callersId, actor, problem, startedAt } = state;
  return {
    method,
    route: routeOptions.url ?? null,
    code: problem ?? undefined,
    durationMs: Math.round((performance.now() - startedAt) * 10) / 10,
    requestId: trace.requestId,
    callersId: callersId === trace.requestId ? undefined : (callersId ?? undefined),
    traceId,
    tenantId: actor?.tenantId ?? null,
    personId: actor?.personId ?? null,
  };
}
