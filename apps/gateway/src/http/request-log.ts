import type { Logger } from '@ouderportaal/process';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** One line per request: the pattern of its route, never its query, body or names. */
export function logRequest(
  logger: Logger,
  request: FastifyRequest,
  /** Left out when the client was gone before there was one. */
  reply?: FastifyReply,
): void {
  const { state, method } = request;
  const { url: route } = request.routeOptions;
  const line = {
    method,
    route: route ?? null,
    status: reply?.statusCode ?? null,
    code: state.problem ?? undefined,
    durationMs: Math.round((performance.now() - state.startedAt) * 10) / 10,
    requestId: state.trace.requestId,
    traceId: state.traceId,
    tenantId: state.actor?.tenantId ?? null,
    userId: state.actor?.userId ?? null,
  };
  // A platform asks after the health every few seconds, and nobody reads that it was well.
  if (route?.startsWith('/health/') && reply?.statusCode === 200) logger.debug(line, 'request');
  else logger.info(line, reply ? 'request' : 'client left');
}
