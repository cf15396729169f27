import { createHash } from 'node:crypto';
import type { Call } from '@ouderportaal/bus/runtime';
import { DomainError } from '@ouderportaal/contracts';
import type { ReadTx, Tx } from './tx.js';

const WHERE = 'tenant_id = $1 and person_id = $2 and subject = $3 and key = $4';

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/**
 * Does the work of a request once per Idempotency-Key and keeps in the same transaction what the
 * contract's `repeated` says of its answer. The same key and body again gives `again` of that.
 * @throws DomainError `idempotency-key-reused` for another body under the same key
 */
export async function answerOnce<T>(
  tx: Tx,
  call: Call,
  work: () => Promise<T>,
  again: (kept: unknown) => Promise<T>,
): Promise<T> {
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
    return again(kept.value);
  }
  const answer = await work();
  tx.deferToCommit(`update idempotency_key set answer = $5 where ${WHERE}`, [
    ...owner,
    encoder.encode(JSON.stringify(keptOf(call, answer))),
  ]);
  return answer;
}

/** What was kept of the answer under this key and body; null when it comes for the first time. */
export async function keptAnswer(tx: ReadTx, call: Call): Promise<{ value: unknown } | null> {
  const owner = ownerOf(tx, call);
  if (!owner) return null;
  const kept = await tx.queryOne<{ body_hash: Buffer; answer: Buffer }>(
    `select body_hash, answer from idempotency_key where ${WHERE}`,
    owner,
  );
  if (!kept) return null;
  if (!kept.body_hash.equals(hashOf(call))) throw new DomainError('idempotency-key-reused');
  // A release before this one may have kept more.
  return { value: keptOf(call, JSON.parse(decoder.decode(kept.answer))) };
}

/** What may lie here for a week: of an answer about people only what finds it again. */
function keptOf({ contract: { repeated } }: Call, answer: unknown): unknown {
  if (repeated === null || repeated === 'as-kept') return answer;
  const fields = answer as Record<string, unknown>;
  return Object.fromEntries(repeated.keep.map((field) => [field, fields[field]]));
}

function ownerOf(tx: ReadTx, { actor, contract, context }: Call): string[] | null {
  const key = context.idempotencyKey;
  return key ? [tx.tenantId, actor.personId, contract.subject, key] : null;
}

function hashOf({ body }: Call): Buffer {
  return createHash('sha256').update(body).digest();
}
