import { createHash } from 'node:crypto';
import type { Call } from '@ouderportaal/bus/runtime';
import { DomainError } from '@ouderportaal/contracts';
import type { ReadTx, Tx } from './tx.js';

const WHERE = 'tenant_id = $1 and person_id = $2 and subject = $3 and key = $4';

/**
 * Does the work of a request once per Idempotency-Key and keeps its answer in the same transaction:
 * the same key and body again gives the same bytes again.
 * @throws DomainError `idempotency-key-reused` for another body under the same key
 */
export async function answerOnce(
  tx: Tx,
  call: Call,
  work: () => Promise<Uint8Array>,
): Promise<Uint8Array> {
  const owner = ownerOf(tx, call);
  if (!owner) return work();
  // Waits here for a transaction that holds the same key, so that only one of two executes.
  const isFirst = await tx.execute(
    `insert into idempotency_key (tenant_id, person_id, subject, key, body_hash, created_at)
     values ($1, $2, $3, $4, $5, now()) on conflict do nothing`,
    [...owner, hashOf(call)],
  );
  if (isFirst === 0) {
    const kept = await keptAnswer(tx, call);
    if (!kept) throw new DomainError('idempotency-key-reused');
    return kept;
  }
  const answer = await work();
  tx.deferToCommit(`update idempotency_key set answer = $5 where ${WHERE}`, [
    ...owner,
    Buffer.from(answer),
  ]);
  return answer;
}

/** The answer that was kept for this key and body; null when there is none. */
export async function keptAnswer(tx: ReadTx, call: Call): Promise<Uint8Array | null> {
  const owner = ownerOf(tx, call);
  if (!owner) return null;
  const kept = await tx.queryOne<{ body_hash: Buffer; answer: Buffer }>(
    `select body_hash, answer from idempotency_key where ${WHERE}`,
    owner,
  );
  if (!kept) return null;
  if (!kept.body_hash.equals(hashOf(call))) throw new DomainError('idempotency-key-reused');
  return kept.answer;
}

function ownerOf(tx: ReadTx, { actor, contract, context }: Call): string[] | null {
  const key = context.idempotencyKey;
  return key ? [tx.tenantId, actor.personId, contract.subject, key] : null;
}

function hashOf({ body }: Call): Buffer {
  return createHash('sha256').update(body).digest();
}
