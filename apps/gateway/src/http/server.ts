import type { Server } from 'node:http';
import { Server as NetServer } from 'node:net';
import { setImmediate as nextTurn, setTimeout as after } from 'node:timers/promises';
import fastifyCookie from '@fastify/cookie';
import fastifyStatic from '@fastify/static';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { DomainError } from '@ouderportaal/contracts';
import type { Logger } from '@ouderportaal/process';
import type {
  FastifyHttpOptions,
  FastifyInstance,
  FastifyReply,
  FastifyRequest,
  HookHandlerDoneFunction,
} from 'fastify';
import swaggerUiFolder from 'swagger-ui-dist/absolute-path.js';
import type { GatewayConfig } from '../config.js';
import { answerBrokenConnection } from '../problems/broken-connections.js';
import { credentialsOf } from '../sessions/credentials.js';
import { acceptOnlyJson } from './json-body.js';
import { KnownPaths } from '../routes/known-paths.js';
import { MethodNotAllowed, type ProblemFilter } from '../problems/problem.filter.js';
import type { Admission } from '../limits/admission.js';
import { among } from '../limits/address-blocks.js';
import { logAbort, logRequest } from '../observability/request-log.js';
import type { RequestMetrics } from '../observability/request-metrics.js';
import { newState, pathOf } from './request-state.js';
import type { PortalFiles } from '../portal/portal-files.js';
import { originOf } from '../sessions/same-origin.rules.js';
import type { Headers } from './security-headers.js';

/** Interval at which Node checks for slow requests: one may take so much longer than `SEND_WITHIN_MS`. */
const LOOK_EVERY_MS = 5_000;
const KEEP_ALIVE_MS = 72_000;
const MAX_HEADER_BYTES = 16_384;

interface ServerParts {
  config: GatewayConfig;
  logger: Logger;
  headers: Headers;
  metrics: RequestMetrics;
  /** Nest makes these after the server. */
  problems: () => ProblemFilter;
  admission: () => Admission;
  /** The web portal beside the API; null where it was not built. */
  portal: PortalFiles | null;
}

/** Nobody asked anything on the kept connections for so long: whoever still has one does not need it now. */
const SILENCE_MS = 1_000;
const FAREWELL_MS = 5_000;
const FAREWELL_LOOK_MS = 20;

function openConnections(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.getConnections((error, count) => resolve(error ? 0 : count));
  });
}

/** Leaves Fastify's errors as they are; Nest would drop their code. */
class Adapter extends FastifyAdapter {
  override mapException(error: unknown): unknown {
    return error;
  }
}

/** The HTTP server: everything that holds for each request, whatever its route. */
export class HttpServer {
  readonly adapter: FastifyAdapter;
  readonly paths = new KnownPaths();
  private readonly isDevelopment: boolean;
  private readonly isProxy: (address: string) => boolean;
  private admitting: Admission | undefined;
  private isStopping = false;
  private askedAt = 0;

  constructor(private readonly parts: ServerParts) {
    const { config, headers } = parts;
    this.isDevelopment = config.NODE_ENV === 'development';
    this.isProxy = among(config.TRUSTED_PROXIES ?? []);
    const options: FastifyHttpOptions<Server> & { skipMiddie: boolean } = {
      bodyLimit: config.BODY_LIMIT,
      trustProxy: config.TRUSTED_PROXIES?.length ? config.TRUSTED_PROXIES : false,
      requestTimeout: config.SEND_WITHIN_MS,
      keepAliveTimeout: KEEP_ALIVE_MS,
      http: {
        maxHeaderSize: MAX_HEADER_BYTES,
        headersTimeout: config.SEND_WITHIN_MS,
        connectionsCheckingInterval: Math.min(LOOK_EVERY_MS, config.SEND_WITHIN_MS / 5),
        // Refused below, as a problem.
        requireHostHeader: false,
      },
      return503OnClosing: false,
      // No middleware, so nothing that each request would have to pass.
      skipMiddie: true,
      frameworkErrors: (error, request, reply) => {
        this.begin(request, reply);
        reply.raw.once('finish', () => this.finish(request, reply));
        parts.problems().answer(this.refusalAtTheDoor(request, reply) ?? error, request, reply);
      },
      clientErrorHandler: (error, socket) => answerBrokenConnection(error, socket, headers),
    };
    this.adapter = new Adapter(options);
    const server = this.adapter.getInstance<FastifyInstance>();
    server.server.maxConnections = config.MAX_CONNECTIONS;
    // Node would answer by itself, with no problem and no security headers; refused below.
    server.server.on('checkExpectation', (request, response) =>
      server.server.emit('request', request, response),
    );
    acceptOnlyJson(server);
    // Reads cookies when asked to, not for every request.
    server.register(fastifyCookie, { hook: false });
    server.register(fastifyStatic, { serve: false, root: swaggerUiFolder() });
    this.paths.watch(server);
    this.addHooks(server);
  }

  /**
   * Takes no new connections, and ends each of the open ones with its next answer, which says so: ended
   * in silence, a connection may have the next question on it already. Resolves when all are gone, or
   * nobody has asked anything for a second; after five at the latest.
   */
  async letGo(): Promise<void> {
    this.isStopping = true;
    const { server } = this.adapter.getInstance<FastifyInstance>();
    // Connections that the kernel has made already are taken first: closed with the socket, they would break.
    await nextTurn();
    // Only the listening socket: Node's own `close` would hang up on whoever says nothing just now.
    NetServer.prototype.close.call(server);
    this.askedAt = performance.now();
    const isOver = AbortSignal.timeout(FAREWELL_MS);
    while (!isOver.aborted && (await openConnections(server)) > 0) {
      await after(FAREWELL_LOOK_MS);
      // On a busy machine a question may have come that was not read yet.
      await nextTurn();
      if (performance.now() - this.askedAt > SILENCE_MS) return;
    }
  }

  private addHooks(server: FastifyInstance): void {
    server.addHook('onRequest', (request, reply, done) => this.receive(request, reply, done));
    server.addHook('onResponse', (request, reply, done) => {
      if (request.state) this.finish(request, reply);
      done();
    });
    server.addHook('onSend', (_request, reply, payload, done) => {
      if (this.isStopping) reply.header('connection', 'close');
      done(null, payload);
    });
    server.addHook('onRequestAbort', (request, done) => {
      if (request.state) this.finish(request);
      done();
    });
  }

  /** Without an answer when the client was gone before there was one. */
  private finish(request: FastifyRequest, reply?: FastifyReply): void {
    const { logger, metrics } = this.parts;
    if (reply) logRequest(logger, request, reply);
    else logAbort(logger, request);
    metrics.count(request, reply);
    request.state.span?.end({
      attributes: { 'http.response.status_code': reply?.statusCode ?? 499 },
      failed: (reply?.statusCode ?? 0) >= 500,
    });
  }

  private receive(
    request: FastifyRequest,
    reply: FastifyReply,
    done: HookHandlerDoneFunction,
  ): void {
    this.askedAt = performance.now();
    // The page and its files are the same for everybody: nobody is looked up or counted for them.
    reply.headers(this.parts.headers);
    if (this.parts.portal?.answer(request, reply)) return;
    try {
      this.begin(request, reply);
      this.admission.arrive(request, reply);
      this.refuseUnclearHost(request);
      this.refuseExpectations(request);
      this.refuseUnknown(request);
      this.refuseOtherSites(request);
    } catch (error) {
      done(error as Error);
      return;
    }
    done();
  }

  private begin(request: FastifyRequest, reply: FastifyReply): void {
    const state = newState(request, this.isProxy(request.socket.remoteAddress ?? ''));
    request.state = state;
    const { requestId, traceparent } = state.trace;
    reply.headers(this.parts.headers).headers({ 'x-request-id': requestId, traceparent });
    state.credentials = credentialsOf(request, this.isDevelopment);
  }

  private get admission(): Admission {
    return (this.admitting ??= this.parts.admission());
  }

  /** Admission for requests that Fastify refuses before any hook: they count against the address, too. */
  private refusalAtTheDoor(request: FastifyRequest, reply: FastifyReply): Error | undefined {
    try {
      this.admission.arrive(request, reply);
      return undefined;
    } catch (error) {
      return error as Error;
    }
  }

  /** None or two: a proxy and we could mean different ones (RFC 9112, 3.2). */
  private refuseUnclearHost({ raw }: FastifyRequest): void {
    const hosts = raw.rawHeaders.filter((name, i) => i % 2 === 0 && name.toLowerCase() === 'host');
    const isClear = hosts.length === 1 || (hosts.length === 0 && raw.httpVersion === '1.0');
    if (!isClear) throw new DomainError('malformed-request');
  }

  /** Node itself answers `100-continue`. */
  private refuseExpectations({ headers: { expect } }: FastifyRequest): void {
    const isMet = expect === undefined || /^100-continue$/i.test(expect);
    if (!isMet) throw new DomainError('expectation-failed');
  }

  private refuseUnknown(request: FastifyRequest): void {
    const address = pathOf(request);
    const allowed = request.is404
      ? this.paths.allowed(address)
      : this.paths.allowedInstead(request.routeOptions.url ?? '', address);
    if (allowed.length > 0) throw new MethodNotAllowed(allowed);
    if (request.is404) throw new DomainError('not-found');
  }

  /** A cookie goes along with whatever page makes the browser ask; a bearer does not (S21). */
  private refuseOtherSites(request: FastifyRequest): void {
    const { method, headers, host, state } = request;
    if (method === 'GET' || method === 'HEAD') return;
    const origin = originOf({
      secFetchSite: headers['sec-fetch-site'],
      origin: headers.origin,
      host,
      publicOrigin: this.parts.config.PUBLIC_ORIGIN,
    });
    const source = state.credentials?.source;
    // Without credentials a request can still make a browser keep a cookie: it must not be another's.
    const isRefused = source === 'cookie' ? origin !== 'same' : !source && origin === 'cross';
    if (isRefused) throw new DomainError('cross-site-request');
  }
}
