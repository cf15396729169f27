import type { EventEnvelope } from '@ouderportaal/bus/runtime';
import { namedIn } from './audit.js';
import type { Tx } from './tx.js';

/** After this many failures an event waits for a person, with the reason beside it. */
export const MAX_ATTEMPTS = 5;

/** What a fact of a snapshot has for the request that caused it. */
export const SNAPSHOT = 'snapshot';

/** An event that was set aside here. */
export interface Letter {
  eventId: string;
  tenantId: string;
}

export interface Failure {
  reason: string;
  /** How long the event rests at first; four times as long each time after. */
  retryMs: number;
}

/** Sets an event aside that failed for the first time. */
export async function keepLetter(
  tx: Tx,
  producer: string,
  envelope: EventEnvelope,
  { reason, retryMs }: Failure,
): Promise<void> {
  const { id, position, subject, occurredAt, requestId, data } = envelope;
  await tx.execute(
    `insert into dead_letter (tenant_id, event_id, producer, position, subject, occurred_at,
       request_id, named, envelope, attempts, reason, next_attempt_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1, $10, now() + make_interval(secs => $11))
     on conflict do nothing`,
    [
      tx.tenantId,
      id,
      producer,
      position,
      subject,
      occurredAt,
      requestId,
      JSON.stringify(namedIn(data)),
      JSON.stringify(envelope),
      reason,
      retryMs / 1_000,
    ],
  );
}

/** Writes down that it failed again; with as many attempts as there are it is dead at once. */
export async function failAgain(
  tx: Tx,
  { eventId, reason, attempts, retryMs }: Letter & Failure & { attempts: number },
): Promise<void> {
  await tx.execute(
    `update dead_letter set attempts = attempts + $5, reason = $2,
       next_attempt_at = now() + make_interval(secs => $4 * power(4, attempts)),
       dead_at = case when attempts + $5 >= $3 then now() end
     where event_id = $1`,
    [eventId, reason, MAX_ATTEMPTS, retryMs / 1_000, attempts],
  );
}

/** The kind of failure for the person who looks; never the values that were in the event. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const code = (error as { code?: string }).code;
  const constraint = (error as { constraint?: string }).constraint;
  const first = error.message.split('\n')[0]?.slice(0, 200) ?? '';
  return [error.name, code, constraint, code ? null : first].filter(Boolean).join(' ');
}
