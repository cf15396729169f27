import {
  type Call,
  type CallRunner,
  type Invocation,
  isForAnybody,
} from '@ouderportaal/bus/runtime';
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
 * that carries an Idempotency-Key also what is kept of its answer, and is done once.
 */
export class TransactionalCalls implements CallRunner {
  constructor(
    private readonly database: TenantDatabase,
    private readonly audit: Audit,
  ) {}

  run(call: Call, invocation: Invocation): Promise<unknown> {
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
        return this.database.read(owner, (tx) => invocation.first(tx));
      case 'write':
        return this.database.transaction(owner, (tx) =>
          answerOnce(
            tx,
            call,
            async () => {
              const answer = await invocation.first(tx);
              this.audit.record(tx, call);
              return answer;
            },
            (kept) => invocation.again(tx, kept),
          ),
        );
      case 'self-managed':
        return invocation.first(new SelfManagedCall(call, this.audit));
    }
  }
}
