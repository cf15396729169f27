import { continueTrace } from '@ouderportaal/bus';
import { TenantDatabase } from '@ouderportaal/database';
import pg from 'pg';
import { roleUrl } from '../../dev/portal/service-environment.js';
import { dataSource } from '../support/event-lab.js';
import { interleave } from '../support/pairs.js';
import { type Group, hotReads, someGroups, statementsOf } from './hot-reads.js';
import { atLeast, type Measure } from './measure.js';

const AT_ONCE = 16;

/** Runs work by so many at once; answers how many were done per second. */
async function rateOf(seconds: number, work: (at: number) => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  const endsAt = startedAt + seconds * 1000;
  let done = 0;
  const one = async () => {
    while (performance.now() < endsAt) await work(done++);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
  return (done * 1000) / (performance.now() - startedAt);
}

const OF_GROUP = `
  select p.id, p.child_id, p.starts_on, p.ends_on, c.first_name, c.last_name, c.number
  from planning.placement p
  join planning.child c on c.tenant_id = p.tenant_id and c.id = p.child_id`;

/** A group's placements with the children's names, some twenty rows: tenant transaction or plain filter. */
export const tenantTax: Measure = {
  id: 'P4',
  async run({ world, pairs, seconds }) {
    const groups = await someGroups(world);
    const source = await dataSource(roleUrl(world.adminUrl, 'planning_app', world.secrets));
    const database = new TenantDatabase(source);
    const plain = new pg.Pool({ connectionString: world.adminUrl, max: 10 });
    const groupAt = (at: number) => groups[at % groups.length] as Group;
    const ours = (at: number) => {
      const { tenant, group } = groupAt(at);
      return database.read({ tenantId: tenant, trace: continueTrace() }, (tx) =>
        tx.query(`${OF_GROUP} where p.group_id = $1`, [group]),
      );
    };
    const baseline = (at: number) => {
      const { tenant, group } = groupAt(at);
      const text = `${OF_GROUP} where p.tenant_id = $1 and p.group_id = $2`;
      return plain.query({ name: 'of-group', text, values: [tenant, group] });
    };
    await rateOf(1, ours);
    await rateOf(1, baseline);
    const paired = await interleave({
      pairs,
      ours: () => rateOf(seconds, ours),
      baseline: () => rateOf(seconds, baseline),
    });
    await plain.end();
    await source.destroy();
    return [
      atLeast(paired, {
        id: 'P4',
        what: `A query in a tenant transaction ÷ the same query filtered, ${AT_ONCE} at once`,
        unit: 'queries/s',
        goal: 0.58,
        stretch: 0.7,
      }),
    ];
  },
};

/** Both sides in one open tenant transaction each: what the layer above the driver costs, and nothing else. */
export const repositories: Measure = {
  id: 'P14',
  async run(bench) {
    const { world, pairs, seconds } = bench;
    const { tenant, reads } = hotReads(bench, await someGroups(world));
    const source = await dataSource(roleUrl(world.adminUrl, 'planning_app', world.secrets));
    const database = new TenantDatabase(source);
    const owner = { tenantId: tenant, trace: continueTrace() };
    const statements = await statementsOf(database, owner, reads);
    const client = new pg.Client(roleUrl(world.adminUrl, 'planning_app', world.secrets));
    await client.connect();
    const rate = async (round: () => Promise<unknown>) => {
      const startedAt = performance.now();
      let rounds = 0;
      for (; performance.now() < startedAt + seconds * 1000; rounds += 1) await round();
      return (rounds * reads.length * 1000) / (performance.now() - startedAt);
    };
    const ours = () =>
      database.read(owner, (tx) =>
        rate(async () => {
          for (const read of reads) await read(tx);
        }),
      );
    const baseline = async () => {
      await client.query(`begin read only; select set_config('app.tenant', '${tenant}', true)`);
      const found = await rate(async () => {
        for (const [at, { text, values }] of statements.entries()) {
          await client.query({ name: `hot-${at}`, text, values });
        }
      });
      await client.query('commit');
      return found;
    };
    await ours();
    const paired = await interleave({ pairs, ours, baseline });
    await client.end();
    await source.destroy();
    return [
      atLeast(paired, {
        id: 'P14',
        what: `The ${reads.length} hottest reads through the repositories ÷ prepared statements of pg`,
        unit: 'queries/s',
        goal: 0.7,
        stretch: 0.9,
      }),
    ];
  },
};
