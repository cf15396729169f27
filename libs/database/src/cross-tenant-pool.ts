import pg from 'pg';
import { commit } from './commit.js';
import { clientConfig, type DatabaseAddress } from './database-address.js';
import { CONNECT_WITHIN_MS } from './limits.js';
import { PipelinedClient } from './pipelined-client.js';
import { type Prepared, prepared } from './prepared.js';

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

/** A transaction of the worker. */
export class QueueTransaction {
  private readonly waiting: Prepared[] = [];
  private readonly sent: Promise<unknown>[] = [];

  constructor(private readonly client: pg.PoolClient) {}

  query<R extends object>(
    sql: string,
    parameters: readonly unknown[] = [],
  ): Promise<pg.QueryResult<R>> {
    return this.client.query<R>(prepared(sql, parameters));
  }

  /** Done while the transaction goes on to something else; the commit waits for it, and fails when it does. */
  send(sql: string, parameters: readonly unknown[] = []): void {
    const sent = this.query(sql, parameters);
    sent.catch(() => {});
    this.sent.push(sent);
  }

  /** Goes over the wire together with the commit, which fails when this does. */
  deferToCommit(sql: string, parameters: readonly unknown[] = []): void {
    this.waiting.push(prepared(sql, parameters));
  }

  /** For the owner of the transaction. */
  async commit(): Promise<void> {
    const waiting = this.waiting.splice(0).map((statement) => this.client.query(statement));
    await commit(this.client, [...this.sent, ...waiting]);
  }
}

/**
 * Connections of the service's worker role: it sees the queue tables (outbox, failed events, mails to
 * deliver) of every organisation, and nothing else.
 */
export class CrossTenantPool {
  private readonly pool: pg.Pool;

  constructor(address: DatabaseAddress, service: string) {
    this.pool = new pg.Pool({
      ...clientConfig(address),
      max: SIZE,
      Client: PipelinedClient,
      connectionTimeoutMillis: CONNECT_WITHIN_MS,
      application_name: `${service}-worker`,
    });
    // An idle connection that the server closed is replaced at the next checkout.
    this.pool.on('error', () => {});
  }

  async query<R extends object>(sql: string, parameters: readonly unknown[] = []): Promise<R[]> {
    const { rows } = await this.pool.query<R>(prepared(sql, parameters));
    return rows;
  }

  async transaction<T>(work: (client: QueueTransaction) => Promise<T>): Promise<T> {
    const client = await this.pool.connect();
    let broken = false;
    try {
      // The first statement goes along with it.
      const opened = client.query('begin');
      opened.catch(() => {});
      const transaction = new QueueTransaction(client);
      const result = await work(transaction);
      await opened;
      await transaction.commit();
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
