import type { Metrics } from '@ouderportaal/process';
import type { FastifyReply, FastifyRequest } from 'fastify';

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
/** Where no route has the path that was asked for: paths are the client's own words. */
const NO_ROUTE = 'none';

/** Counts requests by the pattern of their route; never by path, organisation or person. */
export class RequestMetrics {
  private readonly requests;
  private readonly durations;

  constructor(metrics: Metrics) {
    this.requests = metrics.counter({
      name: 'http_requests_total',
      help: 'HTTP requests by method, route and status; status 499: the client left before an answer.',
      labels: ['method', 'route', 'status'],
    });
    this.durations = metrics.seconds({
      name: 'http_request_duration_seconds',
      help: 'Time from the last byte of the head of a request to the last byte of its answer.',
      labels: ['method', 'route'],
    });
  }

  count(request: FastifyRequest, reply: FastifyReply | undefined): void {
    const method = METHODS.has(request.method) ? request.method : 'other';
    const route = (!request.is404 && request.routeOptions.url) || NO_ROUTE;
    const seconds = (performance.now() - request.state.startedAt) / 1000;
    this.requests.inc({ method, route, status: reply?.statusCode ?? 499 });
    if (!request.state.isLasting) this.durations.observe({ method, route }, seconds);
  }
}
