import pg from 'pg';
import type { Statement } from './statements.js';

interface Plan {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Cond'?: string;
  'Index Name'?: string;
  Plans?: Plan[];
}

/** Scans by row address (`ctid`), which another plan node looked up. */
const BY_KEY = new Set(['Tid Scan']);

/**
 * What statements would read whole, as the database would carry them out now for a service and one
 * organisation: each is `table: the first words of the statement`. Whole is every row of the table, and
 * every row of an organisation: an index that is asked for nothing but a tenant.
 */
export async function readWhole(
  url: string,
  tenantId: string,
  statements: readonly Statement[],
  tables: readonly string[],
): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`begin; select set_config('app.tenant', '${tenantId}', true)`);
    const found: string[] = [];
    for (const { text, values } of statements) {
      const { rows } = await client.query<{ 'QUERY PLAN': { Plan: Plan }[] }>({
        text: `explain (format json) ${text}`,
        values: [...values],
      });
      const whole = wholeOf(rows[0]?.['QUERY PLAN'][0]?.Plan).filter((one) => tables.includes(one));
      const statement = text.replaceAll(/\s+/g, ' ').trim().slice(0, 90);
      found.push(...whole.map((table) => `${table}: ${statement}`));
    }
    return found;
  } finally {
    await client.end();
  }
}

/** The statements as they would be sent for another organisation. */
export function sentFor(
  tenantId: string,
  statements: readonly Statement[],
  sentFirstFor: string,
): Statement[] {
  return statements.map(({ text, values }) => ({
    text,
    values: values.map((value) => (value === sentFirstFor ? tenantId : value)),
  }));
}

/** Tables that a plan reads whole. */
function wholeOf(plan: Plan | undefined): string[] {
  if (!plan) return [];
  const below = (plan.Plans ?? []).flatMap(wholeOf);
  const table = plan['Relation Name'];
  const own = plan['Node Type'].endsWith('Scan') && table && isWhole(plan) ? [table] : [];
  return [...own, ...below];
}

function isWhole(plan: Plan): boolean {
  if (BY_KEY.has(plan['Node Type'])) return false;
  if (plan['Node Type'] === 'Bitmap Heap Scan') return !(plan.Plans ?? []).some(looksUp);
  return !looksUp(plan);
}

/** Whether an index condition has a column besides `tenant_id`. */
function looksUp({ 'Index Cond': condition = '', Plans: plans = [] }: Plan): boolean {
  const columns = [...condition.matchAll(/\(?(\w+) = /g)].map(([, column]) => column);
  return columns.some((column) => column !== 'tenant_id') || plans.some(looksUp);
}
