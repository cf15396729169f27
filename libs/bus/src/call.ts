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

/**
 * Gives a handler what its contract's `effect` promises (a transaction, or only the context) and
 * answers with the encoded output.
 */
export interface CallRunner {
  run(call: Call, invoke: (scope: unknown) => Promise<Uint8Array>): Promise<Uint8Array>;
}
