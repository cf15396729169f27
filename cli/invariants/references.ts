import type pg from 'pg';
import type { Invariant } from './invariant.js';

interface ForeignKey {
  name: string;
  table: string;
  target: string;
  columns: string[];
  targetColumns: string[];
}

/**
 * One invariant for every foreign key that the catalogue knows: what a row refers to is there, in the
 * same organisation. The database promises the first part itself, as long as nobody switches it off.
 */
export async function referenceInvariants(admin: pg.Client): Promise<Invariant[]> {
  const { rows } = await admin.query<ForeignKey>(
    `select c.conname as name, c.conrelid::regclass::text as table,
       c.confrelid::regclass::text as target,
       (select json_agg(a.attname order by k.n) from unnest(c.conkey) with ordinality as k (key, n)
        join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.key) as columns,
       (select json_agg(a.attname order by k.n) from unnest(c.confkey) with ordinality as k (key, n)
        join pg_attribute a on a.attrelid = c.confrelid and a.attnum = k.key) as "targetColumns"
     from pg_constraint c
     where c.contype = 'f' and c.conrelid in (
       select attrelid from pg_attribute where attname = 'tenant_id' and not attisdropped)
     order by 2, 1`,
  );
  return rows.map(invariantOf);
}

function invariantOf({ name, table, target, columns, targetColumns }: ForeignKey): Invariant {
  const pairs = columns.map((column, i) => `t.${targetColumns[i] ?? ''} = r.${column}`);
  const given = columns.map((column) => `r.${column} is not null`);
  return {
    name: `${table.split('.')[0] ?? ''}.${name.replaceAll('_', '-')}`,
    says: `What ${table} refers to is there, in the same organisation.`,
    sql: `select r.tenant_id, ${columns.map((column) => `r.${column}`).join(', ')} from ${table} r
      where ${given.join(' and ')} and not exists (
        select from ${target} t where ${pairs.join(' and ')} and t.tenant_id = r.tenant_id)`,
  };
}
