import pg from 'pg';
import { ImpatientClient } from './impatient-client.js';
import { CONNECT_WITHIN_MS } from './limits.js';

// `date` stays text (`YYYY-MM-DD`), counters are numbers; both for every pool of the process.
pg.types.setTypeParser(pg.types.builtins.DATE, (value) => value);
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
pg.types.setTypeParser(pg.types.builtins.NUMERIC, Number);

/** How busy a pool is; `pg.Pool` counts the first three itself. */
export interface PoolUse {
  totalCount: number;
  idleCount: number;
  waitingCount: number;
}

const SIZE = 4;

/**
 * Connections of the service's worker role: it sees the queue tables (outbox, parked events, mails to
 * deliver) of every organisation, and nothing else.
 */
export class QueuePool {
  private readonly pool: pg.Pool;

  constructor(url: string, service: string) {
    this.pool = new pg.Pool({
      connectionString: url,
      max: SIZE,
      Client: ImpatientClient,
      connectionTimeoutMillis: CONNECT_WITHIN_MS,
      application_name: `${service}-worker`,
    });
    // An idle connection that the server closed is replaced at the next checkout.
    this.pool.on('error', () => {});
  }

  async query<R extends object>(sql: string, parameters: readonly unknown[] = []): Promise<R[]> {
    const { rows } = await this.pool.query<R>(sql, [...parameters]);
    return rows;
  }

  async transaction<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    const client = await this.pool.connect();
    let broken = false;
    try {
      await client.query('begin');
      const result = await work(client);
      await client.query('commit');
      return result;
    } catch (error) {
      await client.query('rollback').catch(() => (broken = true));
      throw error;
    } finally {
      client.release(broken);
    }
  }

  use(): PoolUse & { size: number } {
    const { totalCount, idleCount, waitingCount } = this.pool;
    return { totalCount, idleCount, waitingCount, size: SIZE };
  }

  async close(): Promise<void> {
    await this.pool.end();
  }
}
