import type { Clock } from '@ouderportaal/kernel';
import type { CrossTenantPool } from './cross-tenant-pool.js';

const DAY_MS = 86_400_000;
/** Retention of bookkeeping rows, in days. */
const KEPT_DAYS = { outbox: 7, inbox: 30, idempotencyKeys: 7 };
/** Rows deleted per statement, far below its timeout. */
const BATCH = 1_000;

interface HousekeepingOptions {
  pool: CrossTenantPool;
  clock: Clock;
  /** The services that listen to this one's events: none may miss what is removed. */
  consumers: readonly string[];
}

/** Keeps the tables of passing events from growing for ever. Safe to run anywhere, any number of times. */
export class Housekeeping {
  constructor(private readonly options: HousekeepingOptions) {}

  /** Answers how many rows of each table were removed. */
  async run(): Promise<{ outbox: number; inbox: number; idempotencyKeys: number }> {
    const { pool } = this.options;
    return {
      outbox: await this.forgetPassedEvents(),
      inbox: await this.inBatches(() =>
        pool.query(
          `delete from inbox where ctid = any(array(
             select ctid from inbox where received_at < $1 limit $2)) returning 1`,
          [this.before(KEPT_DAYS.inbox), BATCH],
        ),
      ),
      idempotencyKeys: await this.inBatches(() =>
        pool.query(
          `delete from idempotency_key where (tenant_id, person_id, subject, key) in (
             select tenant_id, person_id, subject, key from idempotency_key
             where created_at < $1 limit $2) returning 1`,
          [this.before(KEPT_DAYS.idempotencyKeys), BATCH],
        ),
      ),
    };
  }

  /**
   * An event leaves only when every service that listens has passed it: one that has been away, or was
   * never seen, keeps all that it has not had.
   */
  private async forgetPassedEvents(): Promise<number> {
    const { pool, consumers } = this.options;
    const seen = await pool.query<{ consumer: string; position: number }>(
      'select consumer, position from outbox_consumer',
    );
    const positions = consumers.map(
      (name) => seen.find(({ consumer }) => consumer === name)?.position ?? 0,
    );
    const passed = Math.min(...positions, Number.MAX_SAFE_INTEGER);
    return this.inBatches(() =>
      pool.query(
        `delete from outbox where ctid = any(array(
           select ctid from outbox
           where occurred_at < $1 and position <= least($2, (select published from outbox_relay))
           order by position limit $3)) returning 1`,
        [this.before(KEPT_DAYS.outbox), passed, BATCH],
      ),
    );
  }

  private before(days: number): Date {
    return new Date(this.options.clock.now().getTime() - days * DAY_MS);
  }

  private async inBatches(remove: () => Promise<unknown[]>): Promise<number> {
    for (let total = 0; ;) {
      const { length } = await remove();
      total += length;
      if (length < BATCH) return total;
    }
  }
}
