import {
  headers as newHeaders,
  NoRespondersError,
  TimeoutError,
  RequestError,
  type Msg,
  type MsgHdrs,
  type NatsConnection,
} from '@nats-io/transport-node';
import { type Actor, DomainError, type Rpc } from '@ouderportaal/contracts';
import type { z } from 'zod';
import type { ActorTokens } from './actor-token.js';
import { decodeProblem } from './problem-message.js';
import type { CallContext } from './call.js';
import { HEADER } from './headers.js';
import { childOf } from './trace.js';
import { inSpan, type Span, startSpan } from './tracing.js';

const encoder = new TextEncoder();

export interface BusOptions {
  /** How long an answer may take. */
  timeoutMs: number;
}

/** Asks the services. Only the gateway (and tests) have one. */
export class Bus {
  private isAway = false;

  constructor(
    private readonly connection: NatsConnection,
    private readonly tokens: ActorTokens,
    private readonly options: BusOptions = { timeoutMs: 3_000 },
  ) {
    void this.watchConnection();
  }

  /** @throws DomainError with the service's problem, `service-unavailable` or `service-timeout`. */
  async request<I extends z.ZodType, O extends z.ZodType>(
    contract: Rpc<I, O>,
    actor: Actor,
    input: z.input<I>,
    context: CallContext,
  ): Promise<z.output<O>> {
    const reply = await this.requestBytes(contract, actor, input, context);
    return contract.output.parse(JSON.parse(new TextDecoder().decode(reply)));
  }

  /** Like `request`, but hands the output on as the service encoded it. */
  async requestBytes(
    contract: Rpc,
    actor: Actor,
    input: unknown,
    context: CallContext,
  ): Promise<Uint8Array> {
    const body = encoder.encode(JSON.stringify(input));
    const span = startSpan(`ask ${contract.subject}`, context.traceparent, {
      kind: 'client',
      attributes: { 'rpc.system': 'nats', 'rpc.method': contract.subject },
    });
    return inSpan(span, async () => {
      const headers = await this.headersFor(contract, actor, body, continued(context, span));
      const reply = await this.ask(contract.subject, body, headers);
      if (reply.headers?.has(HEADER.problem)) throw decodeProblem(reply.data);
      return reply.data;
    });
  }

  private async watchConnection(): Promise<void> {
    for await (const { type } of this.connection.status()) {
      if (type === 'disconnect') this.isAway = true;
      if (type === 'reconnect') this.isAway = false;
    }
  }

  private async headersFor(
    contract: Rpc,
    actor: Actor,
    body: Uint8Array,
    context: CallContext,
  ): Promise<MsgHdrs> {
    const headers = newHeaders();
    const trace = context;
    headers.set(HEADER.actor, await this.tokens.mint(contract, actor, body));
    headers.set(HEADER.requestId, trace.requestId);
    headers.set(HEADER.traceparent, trace.traceparent);
    headers.set(HEADER.deadline, String(Date.now() + this.options.timeoutMs));
    if (context.idempotencyKey) headers.set(HEADER.idempotencyKey, context.idempotencyKey);
    if (context.clientAddress) headers.set(HEADER.clientAddress, context.clientAddress);
    return headers;
  }

  private async ask(subject: string, body: Uint8Array, headers: MsgHdrs): Promise<Msg> {
    // Without a broker nobody is kept waiting: the client would hold the question back until there is one.
    if (this.isAway || this.connection.isClosed()) throw new DomainError('service-unavailable');
    try {
      return await this.connection.request(subject, body, {
        timeout: this.options.timeoutMs,
        headers,
      });
    } catch (error) {
      throw problemOf(error);
    }
  }
}

/** The next hop's parent: the span of this question where spans are recorded. */
function continued(context: CallContext, span: Span | undefined): CallContext {
  return { ...context, traceparent: span?.traceparent ?? childOf(context).traceparent };
}

function problemOf(error: unknown): unknown {
  if (error instanceof NoRespondersError) return new DomainError('service-unavailable');
  if (error instanceof RequestError && error.isNoResponders()) {
    return new DomainError('service-unavailable');
  }
  if (error instanceof TimeoutError) return new DomainError('service-timeout');
  if (error instanceof Error && error.name === 'ClosedConnectionError') {
    return new DomainError('service-unavailable');
  }
  if (error instanceof Error && /max.?payload/i.test(error.message)) {
    return new DomainError('body-too-large', { limit: '1 MB' });
  }
  return error;
}
