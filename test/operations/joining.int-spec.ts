import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jetstreamManager } from '@nats-io/jetstream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CrossTenantPool } from '@ouderportaal/database';
import { type Failpoint, failpointFile, Housekeeping } from '@ouderportaal/database/runtime';
import { streamOf } from '@ouderportaal/bus/runtime';
import { until } from '@ouderportaal/testing';
import { billing as billingService } from '../../apps/billing/src/service.js';
import { child, family, guardian } from '../../apps/identity/test/support/builders.js';
import { eventInvariants } from '../../cli/invariants/events.js';
import { identityApp, type Organisation } from '../../apps/identity/test/support/identity-app.js';

const FAMILIES = 180;

/** A household of one parent and one child, by its number. */
const household = (i: number, firstName = 'Pip') =>
  family({
    number: `F${i}`,
    guardians: [guardian({ debtorNumber: `D${i}`, email: `d${i}@ouders.example` })],
    children: [child({ number: `C${i}`, firstName })],
  });

describe('A service that begins to listen to a running installation', () => {
  const app = identityApp({ beside: [billingService] });
  let folder: string;
  let billing: ChildProcess | undefined;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ouderportaal-joining-'));
  });

  afterAll(async () => {
    billing?.kill('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  });

  const start = (): ChildProcess =>
    spawn(process.execPath, ['dist/apps/billing/src/main.js'], {
      env: { ...app.environmentOf('billing'), FAILPOINT_FOLDER: folder, PORT: '0' },
      stdio: 'inherit',
    });
  /** Runs until it is killed at a step of passing events on. */
  const killedAt = async (failpoint: Failpoint) => {
    await writeFile(join(folder, failpointFile('billing', failpoint)), '');
    billing = start();
    const [, signal] = (await once(billing, 'exit')) as [number | null, string | null];
    expect(signal).toBe('SIGKILL');
  };
  const progress = async () => {
    const [row] = await app.sql<{ asOf: number; next: unknown }>(
      'select as_of as "asOf", next from billing.inbox_snapshot',
    );
    return row;
  };
  const missing = async () =>
    app.sql(
      `(select tenant_id, id, family_id, debtor_number, first_name, last_name from identity.guardian
        except select tenant_id, id, household_id, debtor_number, first_name, last_name from billing.payer)
       union all
       (select tenant_id, id, household_id, debtor_number, first_name, last_name from billing.payer
        except select tenant_id, id, family_id, debtor_number, first_name, last_name from identity.guardian)
       union all
       (select tenant_id, id, family_id, '', first_name, last_name from identity.child
        except select tenant_id, id, household_id, '', first_name, last_name from billing.child)
       union all
       (select tenant_id, tenant_id, null::uuid, '', language, time_zone from identity.organisation
        except select tenant_id, tenant_id, null::uuid, '', language, time_zone from billing.organisation)`,
    );

  it('gets the whole state when the first events are gone, under load, killed half-way', async () => {
    const organisations: Organisation[] = [];
    for (let i = 0; i < 3; i += 1) {
      const organisation = await app.organisation();
      organisations.push(organisation);
      const rows = Array.from({ length: FAMILIES }, (_, n) => household(n));
      await app.importFamilies(organisation.slug, rows);
    }
    // What a release before this one did, to which billing did not listen.
    await until('the outbox to be passed on', async () => {
      const waiting = await app.sql(
        `select from identity.outbox where position is null or position > (
           select published from identity.outbox_relay)`,
      );
      return waiting.length === 0;
    });
    app.clock.set('2026-04-02');
    const pool = app.get(CrossTenantPool);
    await new Housekeeping({ pool, clock: app.clock, consumers: [] }).run();
    expect(await app.sql('select from identity.outbox')).toEqual([]);
    const broker = await jetstreamManager(app.connection());
    await broker.streams.purge(streamOf('identity'));

    // Names change all the time while it joins, and families come; the first sixty stay as they were.
    let isLoaded = true;
    const load = (async () => {
      for (let round = 0; isLoaded; round += 1) {
        const { slug } = organisations[round % 3]!;
        const rows = Array.from({ length: 10 }, (_, n) =>
          household(60 + ((round * 7 + n) % (FAMILIES - 40)), `Naam ${round}`),
        );
        await app.importFamilies(slug, rows);
      }
      return true;
    })();
    await killedAt('consumer.after-commit');
    const afterOne = await progress();
    await killedAt('consumer.before-commit');
    const afterTwo = await progress();
    billing = start();
    await until('billing to have joined', async () => {
      const [row] = await app.sql<{ position: number }>(
        'select position from billing.inbox_watermark',
      );
      return (row?.position ?? 0) >= (afterOne?.asOf ?? 0) && !(await progress());
    });
    isLoaded = false;
    await load;

    await until('billing to know all', async () => (await missing()).length === 0, 30_000);
    expect(afterOne).toMatchObject({ next: { after: expect.any(String) } });
    expect(afterTwo).toEqual(afterOne);
    expect(await app.sql('select from billing.dead_letter')).toEqual([]);
    const between = eventInvariants.filter(({ name }) => name.startsWith('billing.'));
    expect(between.length).toBeGreaterThan(0);
    for (const { name, sql } of between) {
      expect({ name, rows: await app.sql(sql) }).toEqual({ name, rows: [] });
    }
    const [copies] = await app.sql<{ first: number; fromSnapshot: number }>(
      `select min(as_of) as first, count(*) filter (where as_of = $1) as "fromSnapshot"
       from billing.payer`,
      [afterOne?.asOf],
    );
    expect(copies?.first).toBe(afterOne?.asOf);
    expect(copies?.fromSnapshot).toBeGreaterThan(0);
  }, 120_000);
});
