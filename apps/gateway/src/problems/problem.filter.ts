import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import { Inject, Injectable } from '@nestjs/common';
import { DomainError, type ProblemCode } from '@ouderportaal/contracts';
import type { Logger } from '@ouderportaal/process';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { GatewayConfig } from '../config.js';
import { languageOf, PROBLEM_TYPE, problemBody, retryAfter } from './problem.rules.js';
import { pathOf } from '../http/request-state.js';
import { CONFIG, LOGGER } from '../http/tokens.js';

/** A body up to this is read to its end, so that the client gets to read why it was refused. */
const DRAINED_BYTES = 33_554_432;

const byFastifyCode: Readonly<Record<string, ProblemCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'body-too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported-media-type',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'malformed-request',
  FST_ERR_BAD_URL: 'malformed-request',
  // No identifier of ours is that long.
  FST_ERR_MAX_PARAM_LENGTH: 'not-found',
};

const byStatus: Readonly<Record<number, ProblemCode>> = {
  401: 'not-signed-in',
  403: 'not-allowed',
  404: 'not-found',
  405: 'method-not-allowed',
  413: 'body-too-large',
  415: 'unsupported-media-type',
};

/** A known path with a method that it does not take. */
export class MethodNotAllowed extends DomainError {
  constructor(readonly allowed: readonly string[]) {
    super('method-not-allowed');
  }
}

/** Every error as RFC 9457 problem; what we did not foresee as `internal`, with nothing about it. */
@Catch()
@Injectable()
export class ProblemFilter implements ExceptionFilter {
  private readonly bodyLimit: string;

  constructor(
    @Inject(CONFIG) { BODY_LIMIT }: GatewayConfig,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.bodyLimit = sizeOf(BODY_LIMIT);
  }

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    this.answer(error, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
  }

  answer(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
    const problem = this.toProblem(error);
    const { state } = request;
    state.problem = problem.code;
    if (problem.code === 'internal') {
      this.logger.error({ error, traceId: state.traceId }, 'failed');
    }
    if (reply.sent) return;
    const language = languageOf(request.headers['accept-language']);
    const { code, parameters, errors } = problem;
    const facts = { code, parameters, errors, language, instance: pathOf(request) };
    const body = problemBody({ ...facts, traceId: state.traceId });
    setHeaders(reply, problem, body.status);
    void reply
      .code(body.status)
      .header('content-type', PROBLEM_TYPE)
      .header('content-language', language)
      .send(JSON.stringify(body));
  }

  private toProblem(error: unknown): DomainError {
    if (error instanceof DomainError) {
      // A service does not believe us: our key or clock is wrong, and the caller cannot help it.
      return error.code === 'actor-token-refused' ? new DomainError('internal') : error;
    }
    const code = codeOf(error);
    return code === 'body-too-large'
      ? new DomainError(code, { limit: this.bodyLimit })
      : new DomainError(code);
  }
}

function codeOf(error: unknown): ProblemCode {
  if (error instanceof HttpException) return ofStatus(error.getStatus());
  if (!(error instanceof Error)) return 'internal';
  const { code, statusCode } = error as { code?: string; statusCode?: number };
  return byFastifyCode[code ?? ''] ?? ofStatus(statusCode ?? 500);
}

function ofStatus(status: number): ProblemCode {
  return byStatus[status] ?? (status >= 400 && status < 500 ? 'malformed-request' : 'internal');
}

function setHeaders(reply: FastifyReply, problem: DomainError, status: number): void {
  const seconds = retryAfter(status, problem.parameters);
  if (seconds !== null) reply.header('retry-after', String(seconds));
  if (status === 401) reply.header('www-authenticate', 'Bearer realm="ouderportaal"');
  if (problem instanceof MethodNotAllowed) reply.header('allow', problem.allowed.join(', '));
  if (problem.code === 'body-too-large') keepReading(reply);
}

/** Fastify would close the connection at once, and the client would see a reset instead of the answer. */
function keepReading(reply: FastifyReply): void {
  const length = Number(reply.request.headers['content-length']);
  if (length <= DRAINED_BYTES) reply.removeHeader('connection');
}

function sizeOf(bytes: number): string {
  const megabytes = bytes / 1_048_576;
  return megabytes >= 1
    ? `${Math.round(megabytes * 10) / 10} MB`
    : `${Math.round(bytes / 1024)} kB`;
}
