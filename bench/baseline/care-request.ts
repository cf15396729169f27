import { randomUUID } from 'node:crypto';
import type pg from 'pg';

/**
 * What a parent sends; the ids are taken as they are, but for the child: the load sends one body all the
 * time, and a child cannot be in two places at once.
 */
export interface AskedFor {
  bookings: readonly { childId: string; groupId: string; productId: string; on: string }[];
}

/** The tables that submitting writes, with their indexes and checks; no row-level security, no foreign keys. */
const COPIED = ['care_request', 'booking', 'idempotency_key', 'audit', 'outbox'] as const;

export const careRequestTables =
  COPIED.map(
    (table) =>
      `create table if not exists bench.${table} (like planning.${table} including all excluding identity);`,
  ).join('\n') + '\nalter table bench.outbox alter column seq drop not null;';

const TENANT = randomUUID();
const PERSON = randomUUID();
const SUBJECT = 'planning.care-requests.submit';

/**
 * The rows that the portal writes for one request (request, bookings, key, audit, event) in one durable
 * transaction, one statement after the other as one writes it first. Nothing is checked and nobody is
 * told; the answer is as long as it needs to be.
 */
export async function writeCareRequest(
  pool: pg.Pool,
  { bookings }: AskedFor,
): Promise<{ requestId: string }> {
  const requestId = randomUUID();
  const now = new Date();
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query({
      name: 'key',
      text: `insert into bench.idempotency_key (tenant_id, person_id, subject, key, body_hash, answer, created_at)
             values ($1, $2, $3, $4, $5, $6, $7)`,
      values: [
        TENANT,
        PERSON,
        SUBJECT,
        randomUUID(),
        Buffer.alloc(32),
        Buffer.from(requestId),
        now,
      ],
    });
    await client.query({
      name: 'request',
      text: `insert into bench.care_request
               (tenant_id, id, submitted_by, submitted_at, as_whole, policy_version)
             values ($1, $2, $3, $4, false, 1)`,
      values: [TENANT, requestId, PERSON, now],
    });
    for (const { groupId, productId, on } of bookings) {
      await client.query({
        name: 'booking',
        text: `insert into bench.booking (tenant_id, id, request_id, period_id, child_id, group_id, product_id,
                 product_name, care_on, starts_at, ends_at, cents, lapses_on, status)
               values ($1, $2, $3, $4, $5, $6, $7, 'Ochtend', $8, 450, 780, 4200, $8, 'requested')`,
        values: [
          TENANT,
          randomUUID(),
          requestId,
          randomUUID(),
          randomUUID(),
          groupId,
          productId,
          on,
        ],
      });
    }
    await client.query({
      name: 'outbox',
      text: `insert into bench.outbox (tenant_id, id, subject, data, occurred_at, request_id, traceparent)
             values ($1, $2, 'planning.events.care-request-submitted', $3, $4, $5, $5)`,
      values: [TENANT, randomUUID(), JSON.stringify({ requestId, bookings }), now, requestId],
    });
    await client.query({
      name: 'audit',
      text: `insert into bench.audit
               (tenant_id, id, occurred_at, subject, person_id, role, session_id, request_id, named)
             values ($1, $2, $3, $4, $5, 'parent', $5, $6, $7)`,
      values: [TENANT, randomUUID(), now, SUBJECT, PERSON, requestId, JSON.stringify(bookings[0])],
    });
    await client.query('commit');
    return { requestId };
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}
