import type pg from 'pg';
import type { DataSource, EntityMetadata } from 'typeorm';

interface CatalogueColumn {
  name: string;
  type: string;
  isNullable: boolean;
  keyPosition: number | null;
}

/**
 * What differs between entities and the tables that are there: `planning.closure: entity has …`. Columns,
 * their types, whether they may be null, and the primary key in its order; what an entity does not state
 * (checks, references, indexes, defaults) stays the migrations'.
 */
export async function driftOf(database: pg.ClientBase, source: DataSource): Promise<string[]> {
  const drift: string[] = [];
  for (const metadata of source.entityMetadatas) {
    const table = `${metadata.schema}.${metadata.tableName}`;
    const declared = columnsOf(metadata, source);
    const there = await columnsIn(database, table);
    drift.push(
      ...without(declared, there).map((column) => `${table}: only the entity has "${column}"`),
      ...without(there, declared).map((column) => `${table}: only the table has "${column}"`),
    );
  }
  return drift;
}

const without = (some: string[], others: string[]) => some.filter((one) => !others.includes(one));

function columnsOf(metadata: EntityMetadata, { driver }: DataSource): string[] {
  return metadata.columns.map((column) =>
    sentenceOf({
      name: column.databaseName,
      type: driver.normalizeType(column) + (column.isArray ? '[]' : ''),
      isNullable: column.isNullable,
      keyPosition: column.isPrimary ? metadata.primaryColumns.indexOf(column) + 1 : null,
    }),
  );
}

async function columnsIn(database: pg.ClientBase, table: string): Promise<string[]> {
  const { rows } = await database.query<CatalogueColumn>(
    `select a.attname as name, format_type(a.atttypid, a.atttypmod) as type,
       not a.attnotnull as "isNullable",
       array_position(k.conkey, a.attnum) as "keyPosition"
     from pg_attribute a
     left join pg_constraint k on k.conrelid = a.attrelid and k.contype = 'p'
     where a.attrelid = to_regclass($1) and a.attnum > 0 and not a.attisdropped`,
    [table],
  );
  return rows.map(sentenceOf);
}

function sentenceOf({ name, type, isNullable, keyPosition }: CatalogueColumn): string {
  const key = keyPosition === null ? '' : `, key ${keyPosition}`;
  return `${name} ${type}${isNullable ? '' : ' not null'}${key}`;
}
