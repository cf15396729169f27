import { newId } from '@ouderportaal/kernel';
import type pg from 'pg';

/** A table as the catalogue describes it. */
export interface Table {
  service: string;
  name: string;
  hasTenant: boolean;
  columns: Column[];
  primaryKey: string[];
  references: Reference[];
}

export interface Column {
  name: string;
  type: string;
}

/** A foreign key: which column stands for which column of which table. */
export interface Reference {
  constraint: string;
  columns: Record<string, string>;
  to: string;
}

export type Row = Record<string, string>;

export const nameOf = (table: Pick<Table, 'service' | 'name'>) => `${table.service}.${table.name}`;

/** Every table of the given schemas, as it is in the database. */
export async function readTables(admin: pg.Client, schemas: readonly string[]): Promise<Table[]> {
  const { rows } = await admin.query<Table>(
    `select n.nspname as service, c.relname as name,
       exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id') as "hasTenant",
       (select json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, null)) order by a.attnum)
        from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
          and a.attidentity <> 'a' and a.attgenerated = '') as columns,
       coalesce((select json_agg(a.attname order by a.attnum) from pg_constraint k
        join pg_attribute a on a.attrelid = c.oid and a.attnum = any(k.conkey)
        where k.conrelid = c.oid and k.contype = 'p'), '[]') as "primaryKey",
       coalesce((select json_agg(json_build_object('constraint', k.conname,
          'to', format('%s.%s', rn.nspname, r.relname),
          'columns', (select json_object_agg(a.attname, b.attname)
            from unnest(k.conkey, k.confkey) as pair(own, theirs)
            join pg_attribute a on a.attrelid = c.oid and a.attnum = pair.own
            join pg_attribute b on b.attrelid = r.oid and b.attnum = pair.theirs)))
        from pg_constraint k join pg_class r on r.oid = k.confrelid
        join pg_namespace rn on rn.oid = r.relnamespace
        where k.conrelid = c.oid and k.contype = 'f'), '[]') as references
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and n.nspname = any($1) order by 1, 2`,
    [schemas],
  );
  return rows;
}

/** One row per table for one organisation, whose references hold. */
export class Rows {
  private readonly made = new Map<string, Row>();

  constructor(
    private readonly tables: readonly Table[],
    private readonly tenantId: string,
  ) {}

  of(table: Table): Row {
    const known = this.made.get(nameOf(table));
    if (known) return known;
    const row: Row = Object.fromEntries(
      table.columns.map(({ name, type }) => [
        name,
        name === 'tenant_id' ? this.tenantId : valueOf(type),
      ]),
    );
    // Before its references are followed: a table may refer to itself.
    this.made.set(nameOf(table), row);
    for (const { to, columns } of table.references) {
      const parent = this.tables.find((other) => nameOf(other) === to);
      if (!parent) continue;
      for (const [own, theirs] of Object.entries(columns)) {
        row[own] = this.of(parent)[theirs] ?? '';
      }
    }
    return row;
  }
}

/** The statement that stores a row, and its values. */
export function insertOf(table: Table, row: Row, ending = ''): { text: string; values: string[] } {
  const names = Object.keys(row);
  const places = names.map((_name, i) => `$${i + 1}`);
  return {
    text: `insert into ${nameOf(table)} (${names.map((name) => `"${name}"`).join()}) values (${places.join()}) ${ending}`,
    values: Object.values(row),
  };
}

/** What a column of a type may well hold, as Postgres reads it. */
export function valueOf(type: string): string {
  const value = plausible[type];
  if (value) return value();
  if (type.endsWith('[]')) return '{}';
  if (type.endsWith('range')) return 'empty';
  throw new Error(`Say in tables.ts what a plausible ${type} is`);
}

let counter = 0;
const next = () => String((counter += 1));

const plausible: Record<string, () => string> = {
  uuid: newId,
  text: () => `text ${next()}`,
  integer: next,
  smallint: next,
  bigint: next,
  numeric: next,
  boolean: () => 'true',
  date: () => '2026-03-02',
  'timestamp with time zone': () => '2026-03-02T09:00:00Z',
  jsonb: () => '{}',
  bytea: () => `\\x${next().padStart(8, '0')}`,
  inet: () => '192.0.2.1',
};
