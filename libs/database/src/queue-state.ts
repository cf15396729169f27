import type { CrossTenantPool } from './cross-tenant-pool.js';

/** How much waits in a service's queues, of all organisations together. */
interface QueueState {
  /** Committed events without a position; counted up to `COUNTED_AT_MOST`. */
  unpositioned: number;
  /** Events with a position that the broker does not have yet; counted likewise. */
  unpublished: number;
  /** Age of the oldest of both; 0 when none waits. */
  oldestSeconds: number;
  /** Position of the last event. */
  last: number;
  /** Watermark that each consumer last reported. */
  consumers: { consumer: string; position: number }[];
  /** Events that failed and will be tried again. */
  retrying: number;
  /** Events that failed too often and wait for a person. */
  dead: number;
}

/** A backlog of this size says enough; counting further would cost more than it tells. */
const COUNTED_AT_MOST = 10_000;

/** One statement with the worker role; every part reads a partial index or a table of a few rows. */
export async function queueState(pool: CrossTenantPool): Promise<QueueState> {
  const [row] = await pool.query<QueueState>(
    `select
       (select count(*) from (select from outbox where position is null limit $1) as found)
         as unpositioned,
       (select count(*) from (select from outbox
          where position > (select published from outbox_relay) limit $1) as found)
         as unpublished,
       coalesce(extract(epoch from now() - least(
         (select occurred_at from outbox where position is null order by seq limit 1),
         (select occurred_at from outbox where position > (select published from outbox_relay)
            order by position limit 1))), 0)::float8 as "oldestSeconds",
       (select last from outbox_position) as last,
       (select coalesce(json_agg(json_build_object('consumer', consumer, 'position', position)), '[]')
          from outbox_consumer) as consumers,
       (select count(*) from dead_letter where dead_at is null) as retrying,
       (select count(*) from dead_letter where dead_at is not null) as dead`,
    [COUNTED_AT_MOST],
  );
  if (!row) throw new Error('The queue tables did not answer');
  return row;
}
