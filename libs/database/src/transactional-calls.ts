import { type Call, type CallRunner, isForAnybody } from '@ouderportaal/bus/runtime';
import type { Audit } from './audit.js';
import { answerOnce } from './idempotency-store.js';
import { SelfManagedCall } from './self-managed-call.js';
import type { TenantDatabase, TransactionOwner } from './tenant-database.js';
import type { ReadTx, Tx } from './tx.js';

declare module '@ouderportaal/bus' {
  interface HandlerScopes {
    read: ReadTx;
    write: Tx;
    'self-managed': SelfManagedCall;
  }
}

/**
 * Gives each handler the transaction its contract promises. A write leaves its audit row in it; one
 * that carries an Idempotency-Key also its answer: the same key again gives the same bytes again.
 */
export class TransactionalCalls implements CallRunner {
  constructor(
    private readonly database: TenantDatabase,
    private readonly audit: Audit,
  ) {}

  run(call: Call, invoke: (scope: unknown) => Promise<Uint8Array>): Promise<Uint8Array> {
    const owner: TransactionOwner = {
      tenantId: call.actor.tenantId,
      trace: call.context,
      isBulk: call.contract.bulk,
      isAnonymous: isForAnybody(call.contract),
      givenUpAt: call.context.givenUpAt,
      onEnd: (statements) => (call.statements = statements),
    };
    switch (call.contract.effect) {
      case 'read':
        return this.database.read(owner, invoke);
      case 'write':
        return this.database.transaction(owner, (tx) =>
          answerOnce(tx, call, async () => {
            const answer = await invoke(tx);
            this.audit.record(tx, call);
            return answer;
          }),
        );
      case 'self-managed':
        return invoke(new SelfManagedCall(call, this.audit));
    }
  }
}
