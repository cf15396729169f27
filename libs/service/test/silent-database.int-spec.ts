import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { continueTrace } from '@ouderportaal/bus';
import { CrossTenantPool, TenantDatabase } from '@ouderportaal/database';
import { DatabaseSilent } from '@ouderportaal/database/runtime';
import { newTenant, serviceUnderTest, until } from '@ouderportaal/testing';
import { TcpProxy } from '@ouderportaal/backing-services';
import { notes, probeService } from './support/probe.js';

describe('a database that does not answer', () => {
  const probe = serviceUnderTest(probeService, {
    contracts: Object.values(notes),
  });
  let proxy: TcpProxy;
  let pool: CrossTenantPool;

  beforeEach(async () => {
    proxy = await TcpProxy.start();
    pool = new CrossTenantPool(
      { url: proxy.inFrontOf(probe.database().urlOf('probe_worker')) },
      'probe',
    );
  });

  afterEach(async () => {
    await pool.close();
    await proxy.stop();
  });

  const ask = () => pool.query('select 1');

  /** As many connections as the pool may have, all of them idle. */
  async function fill(): Promise<void> {
    const { size } = pool.use();
    await Promise.all(Array.from({ length: size }, () => pool.query('select pg_sleep(0.1)')));
    expect(pool.use()).toMatchObject({ totalCount: size, idleCount: size });
  }

  it('N11: is found out once for all connections, and asked again on a new one', async () => {
    await fill();
    proxy.change({ is: 'cut' });
    proxy.change({ is: 'fine' });
    const startedAt = performance.now();
    await expect(ask()).rejects.toThrow(DatabaseSilent);
    await ask();
    expect(performance.now() - startedAt).toBeLessThan(4_000);
  });

  it('N11: is given up while connecting', async () => {
    proxy.change({ is: 'cut' });
    const startedAt = performance.now();
    await expect(ask()).rejects.toThrow('timeout');
    expect(performance.now() - startedAt).toBeLessThan(3_500);
    proxy.change({ is: 'fine' });
    await ask();
  });

  it('N11: is found out also by who holds a connection and says nothing', async () => {
    const held = Promise.withResolvers<undefined>();
    const end = Promise.withResolvers<undefined>();
    const work = pool.transaction(async (client) => {
      await client.query('select 1');
      held.resolve(undefined);
      await end.promise;
      await client.query('select 2');
    });
    await held.promise;
    proxy.change({ is: 'cut' });
    proxy.change({ is: 'fine' });
    const failed = expect(work).rejects.toThrow(DatabaseSilent);
    end.resolve(undefined);
    await failed;
    await ask();
  });

  it('does not end the process when the server ends a connection that waits', async () => {
    const work = pool.transaction(async (client) => {
      const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
      await probe.sql('select pg_terminate_backend($1)', [rows[0]!.pid]);
      await until('the connection to be gone', async () => {
        return client.query('select 1').then(
          () => false,
          () => true,
        );
      });
      await client.query('select 1');
    });
    await expect(work).rejects.toThrow();
    await ask();
  });

  it('N10: ends a statement that takes longer than anybody waits', async () => {
    const startedAt = performance.now();
    await expect(pool.query('select pg_sleep(10)')).rejects.toMatchObject({ code: '57014' });
    // Well before it ends by itself, on a busy machine too.
    expect(performance.now() - startedAt).toBeLessThan(8_000);
  });

  it('has longer for work in bulk', async () => {
    const owner = { tenantId: newTenant(), trace: continueTrace() };
    const database = probe.get(TenantDatabase);
    const slowly = (isBulk: boolean) =>
      database.read({ ...owner, isBulk }, (tx) => tx.query('select 1 from pg_sleep(3.2)'));
    await expect(slowly(false)).rejects.toMatchObject({ code: '57014' });
    expect(await slowly(true)).toHaveLength(1);
  });
});
