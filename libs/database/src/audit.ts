import type { Call } from '@ouderportaal/bus/runtime';
import { Id } from '@ouderportaal/contracts';
import type { Clock } from '@ouderportaal/kernel';
import type { Tx } from './tx.js';

/** Audit log: one row per change (actor, operation, ids that the request named), in the same transaction; insert-only. */
export class Audit {
  constructor(private readonly clock: Clock) {}

  /**
   * Once per token, so that what was signed once is done once, whichever replica gets it: when another
   * change was done by this token the commit fails at `pk_audit`, which is `actor-token-refused`.
   */
  record(tx: Tx, { contract, actor, tokenId, context, body }: Call): void {
    tx.deferToCommit(
      `insert into audit (tenant_id, id, occurred_at, subject, person_id, role, session_id,
         request_id, named)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        tx.tenantId,
        tokenId,
        this.clock.now(),
        contract.subject,
        actor.personId,
        actor.role,
        actor.sessionId,
        context.requestId,
        JSON.stringify(namedIn(JSON.parse(new TextDecoder().decode(body)))),
      ],
    );
  }
}

/** The most ids that one audit row names; a batch of an import names the first of them. */
const MOST_NAMED = 50;

/** Every id in an input with the field that named it; nothing that a person wrote. */
export function namedIn(input: unknown): Record<string, string[]> {
  const named = new Map<string, Set<string>>();
  let count = 0;
  const look = (value: unknown, field: string): void => {
    if (count >= MOST_NAMED) return;
    if (typeof value === 'string') {
      if (!Id.safeParse(value).success) return;
      named.set(field, (named.get(field) ?? new Set()).add(value));
      count += 1;
    } else if (Array.isArray(value)) {
      for (const item of value) look(item, field);
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, item] of Object.entries(value)) look(item, key);
    }
  };
  look(input, '');
  return Object.fromEntries([...named].map(([field, ids]) => [field, [...ids]]));
}
