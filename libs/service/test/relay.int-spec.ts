import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { EventEnvelope } from '@ouderportaal/bus/runtime';
import { CrossTenantPool } from '@ouderportaal/database';
import { OutboxRelay } from '@ouderportaal/database/runtime';
import { newId } from '@ouderportaal/kernel';
import { newTenant, openAdmin, openDatabase, type TestDatabase } from '@ouderportaal/testing';
import type pg from 'pg';
import { probeService } from './support/probe.js';

describe('the relay', () => {
  let database: TestDatabase;
  let pool: CrossTenantPool;
  let admin: pg.Pool;

  beforeAll(async () => {
    database = await openDatabase([probeService]);
    admin = openAdmin(database);
    pool = new CrossTenantPool({ url: database.urlOf('probe_worker') }, 'probe');
  }, 60_000);

  beforeEach(async () => {
    await admin.query(
      'truncate probe.outbox; update probe.outbox_position set last = 0; update probe.outbox_relay set published = 0',
    );
  });

  afterAll(async () => {
    await pool.close();
    await admin.end();
    await database.drop();
  });

  const relay = (publish: (envelopes: readonly EventEnvelope[]) => Promise<void>) =>
    new OutboxRelay(pool, { publish, onError: () => {} });

  const say = async (count: number) => {
    for (let n = 0; n < count; n += 1) {
      await admin.query(
        `insert into probe.outbox (tenant_id, id, subject, data, occurred_at, request_id, traceparent)
         values ($1, $2, 'probe.events.note-kept', '{}', now(), 'r', 't')`,
        [newTenant(), newId()],
      );
    }
  };

  const published = async () => {
    const { rows } = await admin.query<{ position: number; isPublished: boolean }>(
      `select position, position <= (select published from probe.outbox_relay) as "isPublished" from probe.outbox order by seq`,
    );
    return rows.map(({ position, isPublished }) => [position, isPublished]);
  };

  it('counts an event as published only when the broker has it', async () => {
    await say(2);
    const refusing = relay(() => Promise.reject(new Error('no broker')));

    await expect(refusing.runOnce()).rejects.toThrow('no broker');

    expect(await published()).toEqual([
      [1, false],
      [2, false],
    ]);
  });

  it('says an event again under the same position after it died in between', async () => {
    await say(1);
    const heard: [id: string, position: number][] = [];
    const note = (envelopes: readonly EventEnvelope[]) =>
      envelopes.forEach(({ id, position }) => heard.push([id, position]));
    const dying = relay(async (envelopes) => {
      note(envelopes);
      throw new Error('died after publishing');
    });

    await expect(dying.runOnce()).rejects.toThrow();
    await say(1);
    await relay(async (envelopes) => note(envelopes)).runOnce();

    expect(heard.map(([, position]) => position)).toEqual([1, 1, 2]);
    expect(heard[1]).toEqual(heard[0]);
    expect(await published()).toEqual([
      [1, true],
      [2, true],
    ]);
  });

  it('takes turns with the relays of other replicas', async () => {
    await say(50);
    const heard: number[] = [];
    const slowly = async (envelopes: readonly EventEnvelope[]) => {
      heard.push(...envelopes.map(({ position }) => position));
      await new Promise((resolve) => setTimeout(resolve, 50));
    };

    const counts = await Promise.all([relay(slowly).runOnce(), relay(slowly).runOnce()]);

    expect(counts.sort((a, b) => a - b)).toEqual([0, 50]);
    expect(heard).toEqual(Array.from({ length: 50 }, (_, i) => i + 1));
  });
});
