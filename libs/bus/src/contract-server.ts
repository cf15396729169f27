import { type CustomTransportStrategy, type MessageHandler, Server } from '@nestjs/microservices';
import { headers, type Msg, type NatsConnection, type Subscription } from '@nats-io/transport-node';
import {
  type Actor,
  DomainError,
  type FieldError,
  isDeclared,
  type ProblemCode,
  type Rpc,
  ruleBroken,
} from '@ouderportaal/contracts';
import { lastValueFrom } from 'rxjs';
import type { z } from 'zod';
import type { ActorTokenVerifier } from './actor-token.js';
import type { Call, CallContext, CallRunner, Invocation } from './call.js';
import { HEADER } from './headers.js';
import { encodeProblem } from './problem-message.js';
import { continueTrace } from './trace.js';
import { startSpan } from './tracing.js';

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const CLOCK_TOLERANCE_MS = 5_000;

/** One line per request for the log: never input, never output. */
export interface CallReport {
  subject: string;
  context: CallContext;
  tenantId: string | null;
  personId: string | null;
  outcome: string;
  durationMs: number;
  /** Of the transaction that the request was given; absent where it had none or several. */
  statements?: number;
  /** Set when the outcome is `internal`. */
  error?: unknown;
}

interface ContractServerOptions {
  service: string;
  connection: NatsConnection;
  verifier: ActorTokenVerifier;
  runner: CallRunner;
  /** Turns what a handler threw into what may be said outside. */
  toProblem(error: unknown): DomainError;
  report(report: CallReport): void;
  /** The broker took a subject away, e.g. because this service has no right to it. */
  onLost(subject: string, error: Error): void;
  /**
   * A problem that its contract does not declare becomes `internal`: tests find it. Elsewhere the caller
   * is helped more by the right code than by ours being consistent; it is passed on and reported.
   */
  refuseUndeclared: boolean;
  onUndeclared(subject: string, code: ProblemCode): void;
  /** More requests than this at once are refused as `service-busy`. */
  maxInFlight: number;
  /**
   * The same for what anybody may ask (`allow` has `anonymous`). They are counted apart: a flood of them
   * takes nothing from people who have proven who they are.
   */
  maxAnonymousInFlight: number;
}

/**
 * Serves `@Handles` methods on core NATS: each subject in the service's queue group, so that replicas
 * share the work. On close it takes no new requests and finishes the ones it has.
 */
export class ContractServer extends Server implements CustomTransportStrategy {
  private readonly subscriptions: Subscription[] = [];
  private inFlight = 0;
  private anonymousInFlight = 0;
  private idle: (() => void) | undefined;

  constructor(private readonly options: ContractServerOptions) {
    super();
  }

  listen(ready: (error?: unknown) => void): void {
    const { connection, service } = this.options;
    for (const [subject, handler] of this.messageHandlers) {
      const contract = handler.extras?.['contract'] as Rpc | undefined;
      if (!contract) {
        ready(new Error(`${subject} is not bound with @Handles`));
        return;
      }
      const reader = readerOf(contract);
      if (reader && !this.messageHandlers.has(reader.subject)) {
        ready(new Error(`${subject} is repeated by ${reader.subject}, which is not handled here`));
        return;
      }
      this.subscriptions.push(
        connection.subscribe(subject, {
          queue: service,
          callback: (error, message) => {
            if (error) this.options.onLost(subject, error);
            else void this.serve(contract, handler, message);
          },
        }),
      );
    }
    connection.flush().then(() => ready(), ready);
  }

  async close(): Promise<void> {
    const open = this.subscriptions.splice(0);
    const live = open.filter((subscription) => !subscription.isClosed());
    await Promise.all(live.map((subscription) => subscription.drain()));
    if (this.inFlight > 0) await new Promise<void>((resolve) => (this.idle = resolve));
    if (!this.options.connection.isClosed()) await this.options.connection.flush();
  }

  // Nest's generic event surface; this transport has no events of its own.
  on(): void {}

  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- Nest's signature
  unwrap<T>(): T {
    return this.options.connection as T;
  }

  private async serve(contract: Rpc, handler: MessageHandler, message: Msg): Promise<void> {
    if (isPastDeadline(message)) return;
    const startedAt = performance.now();
    const received = contextOf(message);
    const span = startSpan(contract.subject, received.traceparent, {
      kind: 'server',
      attributes: { 'rpc.system': 'nats', 'rpc.method': contract.subject },
    });
    const context = span ? { ...received, traceparent: span.traceparent } : received;
    const report: CallReport = {
      subject: contract.subject,
      context,
      tenantId: null,
      personId: null,
      outcome: 'ok',
      durationMs: 0,
    };
    const isAnonymous = isForAnybody(contract);
    this.inFlight += 1;
    if (isAnonymous) this.anonymousInFlight += 1;
    try {
      message.respond(await this.answer(contract, handler, message, report));
    } catch (error) {
      const problem = this.declared(contract, this.options.toProblem(error));
      report.outcome = problem.code;
      if (problem.code === 'internal') report.error = error;
      message.respond(encodeProblem(problem), { headers: problemHeaders(problem) });
    } finally {
      report.durationMs = Math.round((performance.now() - startedAt) * 10) / 10;
      this.options.report(report);
      span?.end({
        attributes: { 'portal.outcome': report.outcome },
        failed: report.error !== undefined,
      });
      this.inFlight -= 1;
      if (isAnonymous) this.anonymousInFlight -= 1;
      if (this.inFlight === 0) this.idle?.();
    }
  }

  private declared(contract: Rpc, problem: DomainError): DomainError {
    if (isDeclared(contract, problem.code)) return problem;
    this.options.onUndeclared(contract.subject, problem.code);
    return this.options.refuseUndeclared ? new DomainError('internal') : problem;
  }

  private isBusy(contract: Rpc): boolean {
    const { maxInFlight, maxAnonymousInFlight } = this.options;
    if (isForAnybody(contract)) return this.anonymousInFlight > maxAnonymousInFlight;
    return this.inFlight - this.anonymousInFlight > maxInFlight;
  }

  private async answer(
    contract: Rpc,
    handler: MessageHandler,
    message: Msg,
    report: CallReport,
  ): Promise<Uint8Array> {
    if (this.isBusy(contract)) throw new DomainError('service-busy');
    const token = message.headers?.get(HEADER.actor);
    const { actor, tokenId } = await this.options.verifier.verify(contract, token, message.data);
    report.tenantId = actor.tenantId;
    report.personId = actor.personId;
    const input = parseInput(contract, message.data);
    const { context } = report;
    const call: Call = { contract, actor, tokenId, context, body: message.data };
    const invocation: Invocation = {
      first: (scope) => this.handle(contract, handler, { actor, input, scope }),
      again: (scope, kept) => this.handleAgain(contract, actor, scope, kept),
    };
    const output = await this.options.runner
      .run(call, invocation)
      .finally(() => (report.statements = call.statements));
    return encoder.encode(JSON.stringify(output));
  }

  private async handle(contract: Rpc, handler: MessageHandler, call: object): Promise<unknown> {
    const result = this.transformToObservable<unknown>(await handler(call));
    return contract.output.parse(await lastValueFrom(result));
  }

  /** The read that the contract names looks again, with the rights of now. */
  private async handleAgain(
    contract: Rpc,
    actor: Actor,
    scope: unknown,
    kept: unknown,
  ): Promise<unknown> {
    const reader = readerOf(contract);
    const handler = reader && this.messageHandlers.get(reader.subject);
    if (!handler) return kept;
    return this.handle(contract, handler, { actor, input: reader.input.parse(kept), scope });
  }
}

/** Which read answers a change that comes again; null where what was kept is the answer. */
function readerOf({ repeated }: Rpc): Rpc | null {
  return repeated === null || repeated === 'as-kept' ? null : repeated.by;
}

function parseInput(contract: Rpc, data: Uint8Array): unknown {
  let json: unknown;
  try {
    json = JSON.parse(decoder.decode(data));
  } catch {
    throw new DomainError('malformed-json');
  }
  const input = contract.input.safeParse(json);
  if (!input.success) throw inputProblem(input.error);
  return input.data;
}

/** What a schema that refuses an input comes down to: `invalid-input`, or the one rule that was broken. */
export function inputProblem(error: z.ZodError): DomainError {
  return new DomainError(ruleBroken(error) ?? 'invalid-input', {}, fieldErrors(error));
}

/** A schema's issues as the `errors` of a problem. */
function fieldErrors(error: z.ZodError): FieldError[] {
  return error.issues.slice(0, 50).map(({ path, message }) => ({
    path: path.map((step) => (typeof step === 'number' ? step : String(step))),
    message,
  }));
}

function contextOf(message: Msg): CallContext {
  const get = (name: string) => message.headers?.get(name) || undefined;
  const patience = Number(get(HEADER.patience));
  return {
    ...continueTrace(get(HEADER.requestId), get(HEADER.traceparent)),
    idempotencyKey: get(HEADER.idempotencyKey) ?? null,
    clientAddress: get(HEADER.clientAddress) ?? null,
    givenUpAt: patience > 0 ? performance.now() + patience : undefined,
  };
}

/** Whether unauthenticated callers may ask it. */
export function isForAnybody({ allow }: Rpc): boolean {
  return allow.includes('anonymous');
}

/** The deadline has passed, with a tolerance, because two machines' clocks are never the same. */
function isPastDeadline(message: Msg): boolean {
  const deadline = Number(message.headers?.get(HEADER.deadline) || Infinity);
  return Date.now() > deadline + CLOCK_TOLERANCE_MS;
}

function problemHeaders(problem: DomainError) {
  const map = headers();
  map.set(HEADER.problem, problem.code);
  return map;
}
