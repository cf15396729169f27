import { setTimeout as after } from 'node:timers/promises';
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
import { BrokerWatch } from './broker-watch.js';
import { decodeProblem } from './problem-message.js';
import type { CallContext } from './call.js';
import { HEADER } from './headers.js';
import { childOf } from './trace.js';
import { inSpan, type Span, startSpan } from './tracing.js';

const encoder = new TextEncoder();

interface BusOptions {
  /** How long an answer may take, in milliseconds, counted from the context's `askedAt`. */
  timeoutMs: number;
}

interface Question {
  headers: MsgHdrs;
  /** In milliseconds. */
  timeout: number;
}

/** Pauses before each retry after "no responders", in milliseconds. */
const PAUSES = [50, 150];

/** Asks the services. Only the gateway (and tests) have one. */
export class Bus {
  private readonly broker: BrokerWatch;

  constructor(
    private readonly connection: NatsConnection,
    private readonly tokens: ActorTokens,
    private readonly options: BusOptions,
  ) {
    this.broker = new BrokerWatch(connection);
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
      const timeout = this.timeLeft(context);
      const headers = await this.headersFor(contract, actor, body, continued(context, span));
      headers.set(HEADER.deadline, String(Date.now() + timeout));
      headers.set(HEADER.patience, String(timeout));
      const reply = await this.ask(contract.subject, body, { headers, timeout });
      if (reply.headers?.has(HEADER.problem)) throw decodeProblem(reply.data);
      return reply.data;
    });
  }

  /** @throws DomainError `service-timeout` when earlier questions of the same request used it up. */
  private timeLeft({ askedAt }: CallContext): number {
    const { timeoutMs } = this.options;
    if (askedAt === undefined) return timeoutMs;
    const left = Math.ceil(timeoutMs - (performance.now() - askedAt));
    if (left <= 0) throw new DomainError('service-timeout');
    return left;
  }

  private async headersFor(
    contract: Rpc,
    actor: Actor,
    body: Uint8Array,
    context: CallContext,
  ): Promise<MsgHdrs> {
    const headers = newHeaders();
    headers.set(HEADER.actor, await this.tokens.mint(contract, actor, body));
    headers.set(HEADER.requestId, context.requestId);
    headers.set(HEADER.traceparent, context.traceparent);
    if (context.idempotencyKey) headers.set(HEADER.idempotencyKey, context.idempotencyKey);
    if (context.clientAddress) headers.set(HEADER.clientAddress, context.clientAddress);
    return headers;
  }

  /** Where nobody took a question, nothing was done: it is asked again, as a replica may be on its way. */
  private async ask(subject: string, body: Uint8Array, question: Question): Promise<Msg> {
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await this.broker.whileThere(() => this.connection.request(subject, body, question));
      } catch (error) {
        const pause = PAUSES[attempt];
        if (pause === undefined || !isUnheard(error)) throw problemOf(error);
        await after(pause);
      }
    }
  }
}

/** The next hop's parent: the span of this question where spans are recorded. */
function continued(context: CallContext, span: Span | undefined): CallContext {
  return { ...context, traceparent: span?.traceparent ?? childOf(context).traceparent };
}

/** The broker answered "no responders" for the subject. */
function isUnheard(error: unknown): boolean {
  if (error instanceof NoRespondersError) return true;
  return error instanceof RequestError && error.isNoResponders();
}

function problemOf(error: unknown): unknown {
  if (isUnheard(error)) return new DomainError('service-unavailable');
  if (error instanceof TimeoutError) return new DomainError('service-timeout');
  if (error instanceof Error && error.name === 'ClosedConnectionError') {
    return new DomainError('service-unavailable');
  }
  if (error instanceof Error && /max.?payload/i.test(error.message)) {
    return new DomainError('body-too-large', { limit: '1 MB' });
  }
  return error;
}
