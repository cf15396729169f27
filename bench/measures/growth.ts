import { continueTrace } from '@ouderportaal/bus';
import { TenantDatabase } from '@ouderportaal/database';
import pg from 'pg';
import { roleUrl } from '../../dev/portal/service-environment.js';
import { dataSource } from '../support/event-lab.js';
import { importFamilies } from '../support/families.js';
import { signIn } from '../support/parents.js';
import { calendars } from './http.js';
import { hotReads, statementsOf, someGroups } from './hot-reads.js';
import type { Bench, Figure } from './measure.js';

const MANY = 50_000;
/** Ranks of the organisations of the large import; the small one has the first. */
const FIRST_RANK = 100;
/** Reading all of a table up to this size costs less than looking in an index. */
const SMALL_TABLE = 1_000;

/** Lets a hundred times as many families in and looks at what that does to those who were there. */
export async function growth(bench: Bench): Promise<Figure[]> {
  const { world, load, seconds, log } = bench;
  const medianOf = async (parents: Bench['parents']) =>
    (await load.run(calendars({ ...bench, parents }), 1, seconds)).p50;
  await medianOf(bench.parents);
  const before = await medianOf(bench.parents);
  const startedAt = performance.now();
  await importFamilies(world, { families: MANY, firstRank: FIRST_RANK, log });
  const took = (performance.now() - startedAt) / 1000;
  const parents = await signIn(world, bench.parents.length);
  await medianOf(parents);
  const after = await medianOf(parents);
  const scanned = await readInFull(bench);
  return [
    {
      ...{ id: 'growth', what: `Median calendar at ${MANY} families ÷ at the start`, unit: 'ms' },
      ...{ ours: after, baseline: before, ratio: after / before, goal: '≤ 1.25 ×', stretch: '–' },
      ...{ met: after / before <= 1.25, valid: true },
    },
    {
      ...{ id: 'growth', what: `Import of ${MANY} families`, unit: 'families/s' },
      ...{ ours: MANY / took, baseline: null, ratio: null, goal: '–', stretch: '–' },
      ...{ met: true, valid: true, note: `${took.toFixed(0)} s` },
    },
    {
      ...{ id: 'growth', what: 'Large tables that a hot read reads in full', unit: 'tables' },
      ...{ ours: scanned.length, baseline: null, ratio: null, goal: '0', stretch: '–' },
      ...{ met: scanned.length === 0, valid: true, note: scanned.join(', ') },
    },
  ];
}

interface Plan {
  'Node Type': string;
  'Relation Name'?: string;
  Plans?: Plan[];
}

/** Tables of more than a thousand rows that some hot read's plan scans, as the service sees them. */
async function readInFull(bench: Bench): Promise<string[]> {
  const { world } = bench;
  const { tenant, reads } = hotReads(bench, await someGroups(world));
  const url = roleUrl(world.adminUrl, 'planning_app', world.secrets);
  const source = await dataSource(url);
  const owner = { tenantId: tenant, trace: continueTrace() };
  const statements = await statementsOf(new TenantDatabase(source), owner, reads);
  await source.destroy();
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`begin read only; select set_config('app.tenant', '${tenant}', true)`);
  const scanned = new Set<string>();
  for (const { text, values } of statements) {
    const { rows } = await client.query<{ 'QUERY PLAN': { Plan: Plan }[] }>({
      text: `explain (format json) ${text}`,
      values,
    });
    for (const table of scansOf(rows[0]?.['QUERY PLAN'][0]?.Plan)) scanned.add(table);
  }
  await client.end();
  const large = await largeTables(world.adminUrl);
  return [...scanned].filter((table) => large.has(table));
}

function scansOf(plan: Plan | undefined): string[] {
  if (!plan) return [];
  const table = plan['Node Type'] === 'Seq Scan' ? plan['Relation Name'] : undefined;
  return [...(table ? [table] : []), ...(plan.Plans ?? []).flatMap(scansOf)];
}

async function largeTables(adminUrl: string): Promise<ReadonlySet<string>> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  const { rows } = await client.query<{ relname: string }>(
    `select relname from pg_class
     where relnamespace = 'planning'::regnamespace and relkind = 'r' and reltuples > $1`,
    [SMALL_TABLE],
  );
  await client.end();
  return new Set(rows.map(({ relname }) => relname));
}
