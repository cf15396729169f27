import type { Actor, Rpc } from '@ouderportaal/contracts';
import type { Trace } from './trace.js';

/** What surrounds one request on the bus; never says anything about rights. */
export interface CallContext extends Trace {
  idempotencyKey: string | null;
  /** Only for throttling. */
  clientAddress: string | null;
  /**
   * When the client asked, as `performance.now()` of the asking process: all questions on its behalf
   * share the time that one may take.
   */
  askedAt?: number;
  /** Deadline of the answer, as `performance.now()` of the answering process. */
  givenUpAt?: number | undefined;
}

/** One verified request: who, what, and the bytes of the input as they were signed. */
export interface Call {
  contract: Rpc;
  actor: Actor;
  /** Id of the actor token; a change happens once for each. */
  tokenId: string;
  context: CallContext;
  body: Uint8Array;
  /** Set by the runner when it is done: how many statements its transaction took. */
  statements?: number;
}

/** How the answer to a call is made, with what its contract's `effect` promises (a transaction, or only the context). */
export interface Invocation {
  /** Does what is asked. */
  first(scope: unknown): Promise<unknown>;
  /** It was done before: the answer for who asks now, from what was kept of it; see `Repeated`. */
  again(scope: unknown, kept: unknown): Promise<unknown>;
}

/** Gives a handler its scope, does a change once, and answers the output. */
export interface CallRunner {
  run(call: Call, invocation: Invocation): Promise<unknown>;
}
