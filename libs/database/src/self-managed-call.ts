import type { CallContext } from '@ouderportaal/bus';
import type { Call } from '@ouderportaal/bus/runtime';
import type { Audit } from './audit.js';
import { answerOnce, keptAnswer } from './idempotency-store.js';
import type { ReadTx, Tx } from './tx.js';

/** What a handler gets that opens its own transactions; see `Effect`. */
export class SelfManagedCall implements CallContext {
  readonly requestId: string;
  readonly traceparent: string;
  readonly idempotencyKey: string | null;
  readonly clientAddress: string | null;
  /** For the transactions that it opens. */
  readonly isBulk: boolean;

  constructor(
    private readonly call: Call,
    private readonly audit: Audit,
  ) {
    const { requestId, traceparent, idempotencyKey, clientAddress } = call.context;
    this.requestId = requestId;
    this.traceparent = traceparent;
    this.idempotencyKey = idempotencyKey;
    this.clientAddress = clientAddress;
    this.isBulk = call.contract.bulk;
  }

  /** What was kept of the answer under this Idempotency-Key; null at the first attempt. */
  async answered<T>(tx: ReadTx): Promise<T | null> {
    const kept = await keptAnswer(tx, this.call);
    return kept ? (kept.value as T) : null;
  }

  /** Does the work of the request with its audit row and kept answer in the given transaction. */
  async once<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
    return answerOnce(
      tx,
      this.call,
      async () => {
        const done = await work();
        this.audit.record(tx, this.call);
        return done;
      },
      (kept) => Promise.resolve(kept as T),
    );
  }
}
