import type { Tx } from './tx.js';

const TYPES = [
  'uuid',
  'text',
  'int',
  'bigint',
  'numeric',
  'date',
  'boolean',
  'timestamptz',
] as const;
type ColumnType = (typeof TYPES)[number];

/** Where each field of a row is stored, and as what: `{ childId: 'id uuid', firstName: 'first_name text' }`. */
type Columns<F extends string> = Readonly<Record<F, `${string} ${ColumnType}`>>;

/** Rows with these fields; others that they have are not stored. */
type RowsOf<F extends string> = readonly Readonly<Record<F, unknown>>[];

interface Table<F extends string> {
  table: string;
  columns: Columns<F>;
}

/** A table that copies what another service recorded. */
interface Copy<F extends string> extends Table<F> {
  /** Columns that tell one copy from another, beside the organisation. */
  key?: readonly string[];
}

interface Options {
  /** From `on conflict` on. */
  onConflict?: string;
  /** What the statement gives of each row that it wrote. */
  returning?: string;
}

/**
 * Writes any number of rows in one statement, in their order; none where there are none. The organisation is
 * the transaction's.
 * @returns what `returning` asks for, by row written
 */
export async function insertMany<F extends string>(
  tx: Tx,
  { table, columns }: Table<F>,
  rows: RowsOf<NoInfer<F>>,
  { onConflict = '', returning = '' }: Options = {},
): Promise<object[]> {
  if (rows.length === 0) return [];
  const { names, fields } = columnsOf(columns);
  return tx.query(
    `insert into ${name(table)} (tenant_id, ${names})
     select $1, ${fields}
     from ${rowsOf(columns, 2)}
     ${onConflict} ${returning && `returning ${returning}`}`,
    [tx.tenantId, asRows(columns, rows)],
  );
}

/**
 * Records copies of another service's facts, each as of the position of its event: what is older than the
 * copy that is there changes nothing. A row's key stands in `rows` once.
 * @returns what `returning` asks for, by row that was new or newer
 */
export function recordCopies<F extends string>(
  tx: Tx,
  { table, columns, key = ['id'] }: Copy<F>,
  rows: RowsOf<NoInfer<F> | 'asOf'>,
  { returning }: Pick<Options, 'returning'> = {},
): Promise<object[]> {
  const dated: Columns<string> = { ...columns, asOf: 'as_of bigint' };
  const changed = readColumns(dated).filter(({ column }) => !key.includes(column));
  const onConflict = `on conflict (${['tenant_id', ...key.map(name)].join(', ')}) do update
     set ${changed.map(({ column }) => `${column} = excluded.${column}`).join(', ')}
     where ${name(table)}.as_of < excluded.as_of`;
  return insertMany(tx, { table, columns: dated }, rows, {
    onConflict,
    ...(returning && { returning }),
  });
}

/**
 * Rows as a statement's source: `from ${rowsOf(columns, 2)}`, with fields as its columns (`"childId"`), where
 * parameter 2 is `asRows(columns, rows)`.
 */
export function rowsOf(columns: Columns<string>, parameter: number): string {
  const fields = readColumns(columns).map(({ field, type }) => `"${field}" ${type}`);
  return `jsonb_to_recordset($${parameter}::jsonb) as given (${fields.join(', ')})`;
}

/**
 * How a statement writes these columns, for where `insertMany` is not enough: `names` (`id, child_id`) to
 * insert into, `fields` (`"id", "childId"`) of `rowsOf`, and `readFrom('b')` (`b.id as "id", …`).
 */
export function columnsOf(columns: Columns<string>) {
  const all = readColumns(columns);
  return {
    names: all.map(({ column }) => column).join(', '),
    fields: all.map(({ field }) => `"${field}"`).join(', '),
    readFrom: (alias: string) =>
      all.map(({ field, column }) => `${name(alias)}.${column} as "${field}"`).join(', '),
  };
}

export function asRows<F extends string>(columns: Columns<F>, rows: RowsOf<NoInfer<F>>): string {
  return JSON.stringify(rows, Object.keys(columns));
}

/** @throws Error when something is no plain name: what stands in a statement is never somebody's input */
function readColumns(columns: Columns<string>) {
  return Object.entries<string>(columns).map(([field, stored]) => {
    const [column = '', type = '', ...rest] = stored.split(' ');
    const isType = rest.length === 0 && TYPES.some((known) => known === type);
    if (!/^[A-Za-z]\w*$/.test(field) || !isType) {
      throw new Error(`"${field}: ${stored}" is no column`);
    }
    return { field, column: name(column), type };
  });
}

function name(text: string): string {
  if (!/^[a-z][a-z_0-9]*$/.test(text)) throw new Error(`"${text}" is no name of a table or column`);
  return text;
}
