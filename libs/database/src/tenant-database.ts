import type { Trace } from '@ouderportaal/bus';
import { inSpan, startSpan } from '@ouderportaal/bus/runtime';
import { DomainError } from '@ouderportaal/contracts';
import type { PoolClient } from 'pg';
import type { DataSource, EntityManager } from 'typeorm';
import { commit } from './commit.js';
import { isRetriable } from './constraints.js';
import { ConnectionShare } from './connection-share.js';
import { failpoint } from './failpoints.js';
import type { PipelinedClient } from './pipelined-client.js';
import { bulk } from './limits.js';
import { ReadTx, Tx } from './tx.js';

const UUID = /^[0-9a-f-]{36}$/;
const TRIES = 4;
/** Share of the pool that unauthenticated work may hold at a time. */
const ANONYMOUS_PART = 0.3;

/** Organisation of the transaction, and the request that it belongs to. */
export interface TransactionOwner {
  tenantId: string;
  trace: Trace;
  /** Work in bulk, for which somebody waits longer than for a request. */
  isBulk?: boolean;
  /** Told how many statements it took, also when it failed. */
  onEnd?(statements: number): void;
  /** Unauthenticated work: limited to a small share of the pool, so that it never delays other work. */
  isAnonymous?: boolean;
  /** Deadline as `performance.now()`; work past it does not begin. */
  givenUpAt?: number | undefined;
}

/** What a kind of transaction begins with, what its work is given, and how it ends. */
interface Kind<X extends ReadTx> {
  name: string;
  begin: string;
  open: (owner: TransactionOwner, client: PoolClient, entities: EntityManager) => X;
  /** Ends the transaction; the caller does not wait for `later`. */
  end: (client: PoolClient, tx: X) => Promise<{ later?: Promise<unknown> }>;
}

/**
 * The only door to a transaction. Locks it to one organisation first: row-level security then hides
 * every other organisation's rows, also from a statement that forgot its `where`.
 */
export class TenantDatabase {
  private readonly anonymousShare: ConnectionShare;

  constructor(
    private readonly dataSource: DataSource,
    /** Told after a commit that left events in the outbox. */
    private readonly onEvents: () => void = () => {},
  ) {
    const { poolSize = 10 } = dataSource.options as { poolSize?: number };
    this.anonymousShare = new ConnectionShare(Math.max(1, Math.floor(poolSize * ANONYMOUS_PART)));
  }

  /** Runs `work` in one read-write transaction; again when the database asks to try again. */
  async transaction<T>(owner: TransactionOwner, work: (tx: Tx) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.inShare(owner, work, (wanted) => this.run(this.writing, owner, wanted));
      } catch (error) {
        if (attempt >= TRIES || !isRetriable(error)) throw error;
      }
    }
  }

  /** Runs `work` on one read-only snapshot. */
  read<T>(owner: TransactionOwner, work: (tx: ReadTx) => Promise<T>): Promise<T> {
    return this.inShare(owner, work, (wanted) => this.run(reading, owner, wanted));
  }

  /** Unauthenticated work queues separately; work past its deadline does not begin. */
  private async inShare<T, X>(
    { isAnonymous = false, givenUpAt = Infinity }: TransactionOwner,
    work: (tx: X) => Promise<T>,
    run: (work: (tx: X) => Promise<T>) => Promise<T>,
  ): Promise<T> {
    const leave = isAnonymous ? await this.anonymousShare.enter() : undefined;
    try {
      return await run((tx) => {
        if (performance.now() > givenUpAt) throw new DomainError('service-timeout');
        return work(tx);
      });
    } finally {
      leave?.();
    }
  }

  private readonly writing: Kind<Tx> = {
    name: 'write transaction',
    begin: 'begin',
    open: ({ tenantId, trace }, client, entities) => new Tx(tenantId, trace, client, entities),
    end: async (client, tx) => {
      failpoint('request.before-commit');
      await commit(client, [tx.finish()]);
      failpoint('request.after-commit');
      if (tx.hasEvents) this.onEvents();
      tx.committed();
      return {};
    },
  };

  /** A span per transaction: waiting for a connection, the statements, and the commit. */
  private run<X extends ReadTx, T>(
    kind: Kind<X>,
    owner: TransactionOwner,
    work: (tx: X) => Promise<T>,
  ): Promise<T> {
    const { requestId, traceparent } = owner.trace;
    const span = startSpan(kind.name, traceparent, {
      kind: 'client',
      attributes: { 'db.system.name': 'postgresql' },
    });
    const trace = { requestId, traceparent: span?.traceparent ?? traceparent };
    let statements = 0;
    const counted = async (tx: X) => {
      try {
        return await work(tx);
      } finally {
        statements = tx.statements;
        owner.onEnd?.(statements);
      }
    };
    return inSpan(
      span,
      () => this.onConnection(kind, { ...owner, trace }, counted),
      () => ({ 'portal.statements': statements }),
    );
  }

  private async onConnection<X extends ReadTx, T>(
    { begin, open, end }: Kind<X>,
    owner: TransactionOwner,
    work: (tx: X) => Promise<T>,
  ): Promise<T> {
    const { tenantId, isBulk = false } = owner;
    if (!UUID.test(tenantId)) throw new Error('A transaction needs a tenant');
    const runner = this.dataSource.createQueryRunner();
    let ended: Promise<unknown> = Promise.resolve();
    try {
      const client = (await runner.connect()) as PoolClient & PipelinedClient;
      if (isBulk) client.allowSilence(bulk.silentForMs);
      const opening = isBulk ? `${begin}; ${bulk.settings}` : begin;
      // The first statement goes along with it: opening is on the path of every request.
      const opened = client.query(`${opening}; set local app.tenant = '${tenantId}'`);
      opened.catch(() => {});
      const tx = open(owner, client, runner.manager);
      try {
        const result = await work(tx);
        await opened;
        const { later } = await end(client, tx);
        if (later) ended = later;
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

const reading: Kind<ReadTx> = {
  name: 'read transaction',
  begin: 'begin isolation level repeatable read read only',
  open: ({ tenantId, trace }, client, entities) => new ReadTx(tenantId, trace, client, entities),
  // Nothing can be lost, so nobody waits for it.
  end: async (client) => ({ later: client.query('commit') }),
};
