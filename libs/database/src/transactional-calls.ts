import { createHash } from 'node:crypto';
import type { Call, CallRunner } from '@ouderportaal/bus';
import { DomainError } from '@ouderportaal/contracts';
import type { TenantDatabase, TransactionOwner } from './tenant-database.js';
import type { Tx } from './tx.js';

/**
 * Gives each handler the transaction its contract promises. A write that carries an Idempotency-Key
 * keeps its answer in the same transaction: the same key again gives the same bytes again.
 */
export class TransactionalCalls implements CallRunner {
  constructor(private readonly database: TenantDatabase) {}

  run(call: Call, invoke: (scope: unknown) => Promise<Uint8Array>): Promise<Uint8Array> {
    const owner: TransactionOwner = { tenantId: call.actor.tenantId, trace: call.context };
    switch (call.contract.effect) {
      case 'read':
        return this.database.read(owner, invoke);
      case 'write':
        return this.database.transaction(owner, (tx) => answerOnce(tx, call, () => invoke(tx)));
      case 'self-managed':
        return invoke(call.context);
    }
  }
}

async function answerOnce(
  tx: Tx,
  call: Call,
  work: () => Promise<Uint8Array>,
): Promise<Uint8Array> {
  const key = call.context.idempotencyKey;
  if (!key) return work();
  const { actor, contract } = call;
  const owner = [tx.tenantId, actor.userId, contract.subject, key];
  const hash = createHash('sha256').update(call.body).digest();
  // Waits here for a transaction that holds the same key, so that only one of two executes.
  const isFirst = await tx.execute(
    `insert into idempotency_key (tenant_id, user_id, subject, key, body_hash, created_at)
     values ($1, $2, $3, $4, $5, now()) on conflict do nothing`,
    [...owner, hash],
  );
  const where = 'tenant_id = $1 and user_id = $2 and subject = $3 and key = $4';
  if (isFirst === 1) {
    const answer = await work();
    await tx.execute(`update idempotency_key set answer = $5 where ${where}`, [
      ...owner,
      Buffer.from(answer),
    ]);
    return answer;
  }
  const kept = await tx.queryOne<{ body_hash: Buffer; answer: Buffer }>(
    `select body_hash, answer from idempotency_key where ${where}`,
    owner,
  );
  if (!kept || !kept.body_hash.equals(hash)) throw new DomainError('idempotency-key-reused');
  return kept.answer;
}
