import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { continueTrace } from '@ouderportaal/bus';
import { TenantDatabase, type ReadTx } from '@ouderportaal/database';
import { PipelinedClient } from '@ouderportaal/database/runtime';
import { newTenant, openAdmin, openDatabase, type TestDatabase } from '@ouderportaal/testing';
import type pg from 'pg';
import { DataSource, type QueryRunner } from 'typeorm';
import { billing } from '../../apps/billing/src/service.js';

const TRANSACTIONS = 10_000;
const CONNECTIONS = 4;
const TENANTS = Array.from({ length: 8 }, newTenant);
const ALL_ROWS = 'select tenant_id from inbox';

class Thrown extends Error {}

describe('S3: one pool for every organisation', () => {
  let database: TestDatabase;
  let admin: pg.Pool;
  let dataSource: DataSource;
  let tenantDatabase: TenantDatabase;
  /** What a connection said its organisation was, each time it came out of the pool. */
  const atCheckout = new Map<string, number>();

  beforeAll(async () => {
    database = await openDatabase([billing]);
    admin = openAdmin(database);
    for (const tenant of TENANTS) {
      await admin.query(
        `insert into billing.inbox (tenant_id, event_id, producer, position, received_at)
         values ($1, gen_random_uuid(), 'test', 1, now())`,
        [tenant],
      );
    }
    dataSource = new DataSource({
      type: 'postgres',
      url: database.urlOf('billing_app'),
      poolSize: CONNECTIONS,
      poolErrorHandler: () => {},
      extra: { Client: PipelinedClient },
    });
    await dataSource.initialize();
    tenantDatabase = new TenantDatabase(watched(dataSource));
  }, 60_000);

  afterAll(async () => {
    await dataSource.destroy();
    await admin.end();
    await database.drop();
  });

  /** The same pool, but whoever takes a connection looks first whether it still belongs to anybody. */
  const watched = (pool: DataSource): DataSource => {
    const createQueryRunner = (): QueryRunner => {
      const runner = pool.createQueryRunner();
      const connect = runner.connect.bind(runner);
      runner.connect = async () => {
        const client = (await connect()) as pg.PoolClient;
        const { rows } = await client.query<{ tenant: string | null }>(
          "select current_setting('app.tenant', true) as tenant",
        );
        const tenant = rows[0]?.tenant ?? '';
        atCheckout.set(tenant, (atCheckout.get(tenant) ?? 0) + 1);
        return client;
      };
      return runner;
    };
    return Object.assign(Object.create(pool) as DataSource, { createQueryRunner });
  };

  const signal = async (tx: ReadTx, how: 'pg_cancel_backend' | 'pg_terminate_backend') => {
    const [row] = await tx.query<{ pid: number }>('select pg_backend_pid() as pid');
    const sleeping = tx.query('select pg_sleep(0.2)');
    await Promise.all([sleeping, admin.query(`select ${how}($1)`, [row?.pid])]);
  };

  const endings: ((tx: ReadTx) => Promise<unknown>)[] = [
    async () => 'done',
    async () => 'done',
    async () => {
      throw new Thrown('on purpose');
    },
    (tx) => tx.query('select 1 / 0'),
    (tx) =>
      tx.query("set local statement_timeout = '1ms'").then(() => tx.query('select pg_sleep(1)')),
    (tx) => tx.query("select set_config('app.tenant', $1, true)", [newTenant()]),
    // A statement that nobody waits for any more.
    async (tx) => {
      void tx.query('select pg_sleep(0.001)').catch(() => {});
      throw new Thrown('without waiting');
    },
  ];
  const rare = [
    (tx: ReadTx) => signal(tx, 'pg_cancel_backend'),
    (tx: ReadTx) => signal(tx, 'pg_terminate_backend'),
  ];

  it('shows each transaction its own organisation, however the one before it ended', async () => {
    const seen: { tenant: string; rows: string[] }[] = [];
    let failed = 0;
    const one = async (i: number) => {
      const tenant = TENANTS[(i * 5) % TENANTS.length] ?? '';
      const ending = i % 50 === 0 ? rare[(i / 50) % 2] : endings[i % endings.length];
      const work = async (tx: ReadTx) => {
        const rows = await tx.query<{ tenant_id: string }>(ALL_ROWS);
        seen.push({ tenant, rows: rows.map(({ tenant_id }) => tenant_id) });
        await ending?.(tx);
      };
      const owner = { tenantId: tenant, trace: continueTrace() };
      const run =
        i % 3 === 0 ? tenantDatabase.read(owner, work) : tenantDatabase.transaction(owner, work);
      await run.catch(() => (failed += 1));
    };

    let next = 0;
    const worker = async () => {
      while (next < TRANSACTIONS) await one(next++);
    };
    await Promise.all(Array.from({ length: CONNECTIONS * 3 }, worker));

    expect(seen.filter(({ tenant, rows }) => rows.join() !== tenant)).toEqual([]);
    expect(seen.length).toBeGreaterThan(TRANSACTIONS * 0.99);
    expect(failed).toBeGreaterThan(TRANSACTIONS / 3);
    expect([...atCheckout.keys()]).toEqual(['']);
    expect(atCheckout.get('')).toBeGreaterThan(TRANSACTIONS * 0.99);
  }, 120_000);

  it('still has all its connections afterwards, none in a transaction', async () => {
    const { rows } = await admin.query<{ state: string }>(
      `select state from pg_stat_activity where usename = 'billing_app' and datname = current_database()`,
    );
    expect(rows.length).toBeLessThanOrEqual(CONNECTIONS);
    expect(rows.map(({ state }) => state).filter((state) => state !== 'idle')).toEqual([]);
    const alone = await Promise.all(
      Array.from({ length: CONNECTIONS * 2 }, () =>
        dataSource.query<object[]>(`select 1 from billing.inbox`),
      ),
    );
    expect(alone.flat()).toEqual([]);
  });
});
