import { inSpan, startSpan, type Trace } from '@ouderportaal/bus';
import type { PoolClient } from 'pg';
import type { DataSource } from 'typeorm';
import { commit } from './commit.js';
import { isRetriable } from './constraints.js';
import { failpoint } from './failpoints.js';
import type { PipelinedClient } from './pipelined-client.js';
import { bulk } from './limits.js';
import { Tx } from './tx.js';

const UUID = /^[0-9a-f-]{36}$/;
const TRIES = 4;
const READ_ONLY = 'begin isolation level repeatable read read only';

/** Whose transaction, and which request caused it. */
export interface TransactionOwner {
  tenantId: string;
  trace: Trace;
  /** Work in bulk, for which somebody waits longer than for a request. */
  isBulk?: boolean;
}

/**
 * The only door to a transaction. Locks it to one organisation first: row-level security then hides
 * every other organisation's rows, also from a statement that forgot its `where`.
 */
export class TenantDatabase {
  constructor(
    private readonly dataSource: DataSource,
    /** Told after a commit that left events in the outbox. */
    private readonly onEvents: () => void = () => {},
  ) {}

  /** Runs `work` in one read-write transaction; again when the database asks to try again. */
  async transaction<T>(owner: TransactionOwner, work: (tx: Tx) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.run('begin', owner, work);
      } catch (error) {
        if (attempt >= TRIES || !isRetriable(error)) throw error;
      }
    }
  }

  /** Runs `work` on one read-only snapshot. */
  read<T>(owner: TransactionOwner, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.run(READ_ONLY, owner, work);
  }

  /** A span per transaction: waiting for a connection, the statements, and the commit. */
  private run<T>(
    begin: string,
    { tenantId, trace, isBulk = false }: TransactionOwner,
    work: (tx: Tx) => Promise<T>,
  ): Promise<T> {
    const name = begin === READ_ONLY ? 'read transaction' : 'write transaction';
    const span = startSpan(name, trace.traceparent, {
      kind: 'client',
      attributes: { 'db.system.name': 'postgresql' },
    });
    const { traceparent } = span ?? trace;
    const owner = { tenantId, isBulk, trace: { requestId: trace.requestId, traceparent } };
    let statements = 0;
    const counted = async (tx: Tx) => {
      try {
        return await work(tx);
      } finally {
        statements = tx.statements;
      }
    };
    return inSpan(
      span,
      () => this.onConnection(begin, owner, counted),
      () => ({ 'portal.statements': statements }),
    );
  }

  private async onConnection<T>(
    begin: string,
    { tenantId, trace, isBulk }: TransactionOwner,
    work: (tx: Tx) => Promise<T>,
  ): Promise<T> {
    if (!UUID.test(tenantId)) throw new Error('A transaction needs a tenant');
    const runner = this.dataSource.createQueryRunner();
    let ended: Promise<unknown> = Promise.resolve();
    try {
      const client = (await runner.connect()) as PoolClient & PipelinedClient;
      if (isBulk) client.allowSilence(bulk.silentForMs);
      const opening = isBulk ? `${begin}; ${bulk.settings}` : begin;
      // The first statement goes along with it: opening is on the path of every request.
      const opened = client.query(
        `${opening}; select set_config('app.tenant', '${tenantId}', true)`,
      );
      opened.catch(() => {});
      const tx = new Tx(tenantId, trace, client, runner.manager);
      try {
        const result = await work(tx);
        await opened;
        if (begin === READ_ONLY) {
          // Nothing can be lost, so nobody waits for it.
          ended = client.query('commit');
          return result;
        }
        failpoint('request.before-commit');
        await commit(client, [tx.finish()]);
        failpoint('request.after-commit');
        if (tx.hasEvents) this.onEvents();
        tx.committed();
        return result;
      } catch (error) {
        // A connection that is lost cannot roll back; the server does, and the pool drops it.
        await client.query('rollback').catch(() => {});
        await opened;
        throw error;
      } finally {
        if (isBulk) client.allowSilence();
      }
    } finally {
      void ended.catch(() => {}).then(() => runner.release());
    }
  }
}
