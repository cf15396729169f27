import type { z } from 'zod';
import type { Role } from './actor.js';
import type { ProblemCode } from './problems.js';

type HttpMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/**
 * What a call does to the data, and so which transaction its handler gets:
 * - `read`: a read-only transaction;
 * - `write`: one read-write transaction that also holds the audit row, the outbox rows and what is
 *   kept of the answer under an `Idempotency-Key`;
 * - `self-managed`: the handler opens its own (login must keep its failed attempts).
 */
export type Effect = 'read' | 'write' | 'self-managed';

/** Default effect of a route: `read` for a `GET`, `write` for everything else. */
type EffectOf<R extends Route> = R extends `GET ${string}` ? 'read' : 'write';

/** `'GET /calendar'`, `'POST /care-requests/:requestId/decisions'`, or `'internal'`. */
type Route = `${HttpMethod} /${string}` | 'internal';

/** One operation. Handler, gateway route, validation on both sides and OpenAPI all follow from it. */
export interface Rpc<
  I extends z.ZodType = z.ZodType,
  O extends z.ZodType = z.ZodType,
  E extends Effect = Effect,
> {
  readonly kind: 'rpc';
  /** NATS subject `<service>.<feature>.<verb>`. */
  readonly subject: string;
  /** HTTP method and path below `/api`; null for what only the gateway itself asks. */
  readonly route: { readonly method: HttpMethod; readonly path: string } | null;
  readonly allow: readonly Role[];
  readonly effect: E;
  /** The same request under the same Idempotency-Key is done once. */
  readonly idempotent: boolean;
  /** What it then gets; null for what is not idempotent. */
  readonly repeated: Repeated | null;
  /** Work on many rows at once, for which its client waits up to a minute instead of seconds. */
  readonly bulk: boolean;
  /** HTTP status of success. */
  readonly status: 200 | 201;
  readonly summary: string;
  readonly description: string;
  readonly input: I;
  readonly output: O;
  /** Problems this operation adds to those of every operation; a service answers no others. */
  readonly problems: readonly ProblemCode[];
}

/**
 * What a request gets that comes again under its Idempotency-Key. Rights may have changed since, so an
 * answer that says anything of people is built again for who asks now: `by` is a read of the same
 * service, asked with `keep`, the only fields of the answer that are stored. `as-kept` gives the same
 * bytes again; a test holds such answers to ids, numbers, codes and words of a list.
 */
type Repeated<Field extends string = string> =
  'as-kept' | { readonly by: Rpc; readonly keep: readonly Field[] };

/** What a handler of the contract is given: the input as its schema read it. */
export type Input<C extends Rpc> = z.output<C['input']>;

/** What a handler of the contract answers; its schema leaves out what it does not name. */
export type Output<C extends Rpc> = z.input<C['output']>;

interface RpcOptions<I extends z.ZodType, O extends z.ZodType, R extends Route, E extends Effect> {
  route: R;
  allow: readonly Role[];
  summary: string;
  description?: string;
  input: I;
  output: O;
  /** Default: `read` for a `GET`, `write` for everything else. */
  effect?: E;
  /** Only for `self-managed` operations that store their answers (`call.once`); every `write` does. */
  idempotent?: boolean;
  /** Said by every idempotent operation: `test/conventions/kept-answers.spec.ts`. */
  repeated?: Repeated<keyof z.output<O> & string>;
  /** Left out: it is not. */
  bulk?: boolean;
  status?: 200 | 201;
  problems?: readonly ProblemCode[];
}

export function rpc<
  I extends z.ZodType,
  O extends z.ZodType,
  const R extends Route,
  E extends Effect = EffectOf<R>,
>(subject: string, options: RpcOptions<I, O, R, E>): Rpc<I, O, E> {
  const route = parseRoute(options.route);
  const effect = options.effect ?? (effectOf(options.route) as E);
  return {
    kind: 'rpc',
    subject,
    route,
    allow: options.allow,
    effect,
    idempotent: options.idempotent ?? effect === 'write',
    repeated: options.repeated ?? null,
    bulk: options.bulk ?? false,
    status: options.status ?? 200,
    summary: options.summary,
    description: options.description ?? '',
    input: options.input,
    output: options.output,
    problems: options.problems ?? [],
  };
}

/** A fact in the past tense that one service tells the others. */
export interface EventContract<D extends z.ZodType = z.ZodType> {
  readonly kind: 'event';
  /** `<service>.events.<thing>-<past-verb>`. */
  readonly subject: string;
  readonly data: D;
}

/** Payload of an event; a copy that keeps part of it takes `Pick` of this. */
export type EventData<E extends EventContract> = z.output<E['data']>;

export function event<D extends z.ZodType>(subject: string, data: D): EventContract<D> {
  return { kind: 'event', subject, data };
}

/** The service that answers or says a subject: its first word. */
export function serviceOf(contract: { subject: string }): string {
  return contract.subject.split('.')[0] ?? '';
}

/** Names of the `:parameters` of a path, in order. */
export function pathParameters(path: string): string[] {
  return [...path.matchAll(/:(\w+)/g)].map(([, name]) => name ?? '');
}

/** The same as the type `EffectOf` says. */
function effectOf(route: Route): Effect {
  return route.startsWith('GET ') ? 'read' : 'write';
}

function parseRoute(route: string): Rpc['route'] {
  if (route === 'internal') return null;
  const [method, path] = route.split(' ') as [HttpMethod, string];
  return { method, path };
}
