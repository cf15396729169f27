import type { z } from 'zod';

import { type Cell, CellError } from './cells.js';
import { type CsvContent, type CsvLine, type Encoding, readCsv } from './csv-file.js';
import type { ImportError, Place } from './import-error.js';
import { plainReason } from './plain-reason.js';
import { type RowError, saidOnce } from './said-once.js';

export interface Column {
  readonly name: string;
  /** The key of the contract's row that it fills; several columns may fill one list together. */
  readonly field: string;
  readonly cell: Cell;
  /** A required column must be there, and filled in every row. */
  readonly isRequired: boolean;
  /** What an empty cell stands for; null unless told. */
  readonly whenEmpty?: unknown;
  /** What a column that is not there stands for; unless told nothing: what is stored stays. */
  readonly whenAbsent?: unknown;
  /** Never repeated in an error. */
  readonly isSecret?: boolean;
}

/**
 * Columns named `<prefix><anything>` fill the object `field`: `places_morning` → `{ morning: 12 }`; an
 * empty cell is null.
 */
interface ColumnFamily {
  readonly prefix: string;
  readonly field: string;
  readonly cell: Cell;
}

export interface Table<Row> {
  readonly file: string;
  /** The folder may go without this file. */
  readonly isOptional?: boolean;
  readonly schema: z.ZodType<Row>;
  readonly columns: readonly Column[];
  readonly columnFamily?: ColumnFamily;
  /** No two rows may have the same values in these columns; the first one is what other files refer to. */
  readonly unique?: readonly (readonly [string, ...string[]])[];
}

/** A row as the contract wants it, and where it came from. */
export interface Sourced<Row> {
  readonly value: Row;
  readonly table: Pick<Table<unknown>, 'file' | 'columns' | 'columnFamily'>;
  readonly line: number;
}

export interface TableContent<Row> {
  /** Whether the folder holds the file. */
  readonly isThere: boolean;
  readonly rows: readonly Sourced<Row>[];
  /** Values of the first unique column, also of rows with errors, so that one mistake is told once. */
  readonly numbers: ReadonlySet<string>;
  /** False when rows are missing: then nothing can be said about references to them. */
  readonly isComplete: boolean;
  readonly header: readonly string[];
  readonly errors: readonly ImportError[];
}

/** The place in the folder that a path into a row of the contract stands for. */
export function placeOf(source: Sourced<unknown>, path: readonly PropertyKey[] = []): Place {
  const { table, line, value } = source;
  return { file: table.file, line, column: columnOf(table, value, path) };
}

export async function readTable<Row>(
  folder: string,
  table: Table<Row>,
  encoding?: Encoding,
): Promise<TableContent<Row>> {
  const { file } = table;
  const reading = await readCsv(folder, file, encoding);
  const isThere = reading !== undefined;
  const nothing = { isThere, rows: [], numbers: new Set<string>(), header: [] };
  if (reading === undefined) {
    if (table.isOptional) return { ...nothing, isComplete: true, errors: [] };
    const reason = 'This file is missing in the folder';
    return { ...nothing, isComplete: false, errors: [{ file, line: null, column: null, reason }] };
  }
  if (reading.content === undefined) {
    return { ...nothing, isComplete: false, errors: reading.errors };
  }
  const header = reading.content.header.cells;
  const headerErrors = checkHeader(table, reading.content.header);
  if (headerErrors.length > 0) {
    return { ...nothing, header, isComplete: false, errors: headerErrors };
  }
  return { isThere, header, ...readRows(table, reading.content) };
}

function checkHeader(table: Table<unknown>, { cells, line }: CsvLine): ImportError[] {
  const { file } = table;
  const errors: ImportError[] = [];
  const add = (column: string, reason: string) => errors.push({ file, line, column, reason });
  const known = new Set(table.columns.map(({ name }) => name));
  const seen = new Set<string>();
  for (const name of cells) {
    if (seen.has(name)) add(name, 'This column stands in the header twice');
    else if (!known.has(name) && !isOfFamily(table, name)) {
      add(name, `This column is not known; known are ${[...known].join(', ')}`);
    }
    seen.add(name);
  }
  for (const { name, isRequired } of table.columns) {
    if (isRequired && !seen.has(name)) add(name, 'This column is missing in the header');
  }
  return errors;
}

function isOfFamily({ columnFamily }: Table<unknown>, name: string): boolean {
  return columnFamily !== undefined && name.startsWith(columnFamily.prefix);
}

function readRows<Row>(
  table: Table<Row>,
  { header, rows: lines }: CsvContent,
): Pick<TableContent<Row>, 'rows' | 'numbers' | 'isComplete' | 'errors'> {
  const errors: RowError[] = [];
  const rows: Sourced<Row>[] = [];
  let isComplete = true;
  const uniques = (table.unique ?? []).map((columns) => ({
    columns,
    lines: new Map<string, number>(),
  }));
  for (const { line, cells } of lines) {
    if (cells.length !== header.cells.length) {
      const reason = `Has ${cells.length} values where the header has ${header.cells.length} columns`;
      errors.push({ file: table.file, line, column: null, reason });
      isComplete = false;
      continue;
    }
    const texts = new Map(header.cells.map((name, at) => [name, (cells[at] ?? '').trim()]));
    for (const unique of uniques) errors.push(...findDouble(table.file, unique, texts, line));
    const { value, errors: found } = readRow(table, texts, line);
    errors.push(...found);
    if (found.length === 0) rows.push({ value: value as Row, table, line });
  }
  return {
    rows,
    errors: saidOnce(errors, lines.length),
    isComplete,
    numbers: new Set(uniques[0]?.lines.keys()),
  };
}

function findDouble(
  file: string,
  { columns, lines }: { columns: readonly [string, ...string[]]; lines: Map<string, number> },
  texts: ReadonlyMap<string, string>,
  line: number,
): ImportError[] {
  const values = columns.map((column) => texts.get(column) ?? '');
  if (values.every((value) => value === '')) return [];
  const isEmail = columns[0] === 'email';
  const key = isEmail ? values.join(' ').toLowerCase() : values.join(' ');
  const first = lines.get(key);
  if (first === undefined) {
    lines.set(key, line);
    return [];
  }
  const reason = isEmail
    ? `"${values.join(' ')}" is also on line ${first}; everybody needs an own e-mail address`
    : `"${values.join(' ')}" is also on line ${first}`;
  return [{ file, line, column: columns[0], reason }];
}

function readRow<Row>(
  table: Table<Row>,
  texts: ReadonlyMap<string, string>,
  line: number,
): { value?: Row; errors: RowError[] } {
  const { file } = table;
  const { raw, errors } = readCells(table, texts, line);
  const unread = new Set(errors.map(({ column }) => column));
  const parsed = table.schema.safeParse(raw, { reportInput: true });
  if (parsed.success) return { value: parsed.data, errors };
  for (const issue of parsed.error.issues) {
    const column = columnOf(table, raw, issue.path);
    // A cell that could not be read has its error already.
    if (column !== null && unread.has(column)) continue;
    errors.push({ file, line, column, reason: plainReason(issue), ...found(table, texts, column) });
  }
  return { errors };
}

function readCells(
  table: Table<unknown>,
  texts: ReadonlyMap<string, string>,
  line: number,
): { raw: Record<string, unknown>; errors: RowError[] } {
  const { file } = table;
  const raw: Record<string, unknown> = {};
  const errors: RowError[] = [];
  const read = (column: Column): unknown => {
    const cellText = texts.get(column.name);
    if (cellText === undefined) return column.whenAbsent;
    if (cellText === '' && column.isRequired) {
      errors.push({ file, line, column: column.name, reason: 'Must be filled in' });
    }
    if (cellText === '') return column.whenEmpty ?? null;
    try {
      return column.cell(cellText);
    } catch (error) {
      if (!(error instanceof CellError)) throw error;
      const { message: reason } = error;
      errors.push({ file, line, column: column.name, reason, ...found(table, texts, column.name) });
      return undefined;
    }
  };
  for (const column of table.columns) {
    const value = read(column);
    const before = raw[column.field];
    // Monday to sunday together are the list of days.
    raw[column.field] =
      Array.isArray(before) && Array.isArray(value)
        ? [...(before as unknown[]), ...(value as unknown[])]
        : value;
  }
  const { columnFamily } = table;
  if (columnFamily !== undefined) {
    const { prefix, field, cell } = columnFamily;
    const ours = [...texts.keys()].filter((name) => name.startsWith(prefix));
    raw[field] = Object.fromEntries(
      ours.map((name) => [
        name.slice(prefix.length),
        read({ name, field, cell, isRequired: false }),
      ]),
    );
  }
  return { raw, errors };
}

/** What an error shows of the cell it is about: never a password, and nothing where nothing is. */
function found(
  table: Table<unknown>,
  texts: ReadonlyMap<string, string>,
  name: string | null,
): Pick<RowError, 'value'> {
  const value = name === null ? '' : (texts.get(name) ?? '');
  const isSecret = table.columns.some((column) => column.name === name && column.isSecret);
  return isSecret || value === '' ? {} : { value };
}

function columnOf(
  { columns, columnFamily }: Sourced<unknown>['table'],
  row: unknown,
  path: readonly PropertyKey[],
): string | null {
  const [field, at] = path;
  if (field === undefined) return null;
  if (field === columnFamily?.field)
    return at === undefined ? null : columnFamily.prefix + String(at);
  const [first, ...more] = columns.filter((column) => column.field === field);
  if (first === undefined) return null;
  return more.length === 0 ? first.name : dayColumn([first, ...more], row, path);
}

/** Which of the columns that fill one list an element of it came from: by its weekday. */
function dayColumn(
  columns: readonly Column[],
  row: unknown,
  [field, at]: readonly PropertyKey[],
): string | null {
  const days = (row as Record<PropertyKey, unknown>)[field ?? ''];
  const day = (Array.isArray(days) && typeof at === 'number' ? days[at] : undefined) as
    { weekday?: number } | undefined;
  return day?.weekday === undefined ? null : (columns[day.weekday - 1]?.name ?? null);
}
