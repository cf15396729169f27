import { isUtf8 } from 'node:buffer';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CsvError, parse } from 'csv-parse/sync';

import type { ImportError } from './import-error.js';

export interface CsvLine {
  /** The line on which the row begins. */
  readonly line: number;
  readonly cells: readonly string[];
}

export interface CsvContent {
  readonly header: CsvLine;
  readonly rows: readonly CsvLine[];
}

/** Either the content, or why there is none; undefined when the file does not exist. */
type CsvReading =
  | { readonly content: CsvContent; readonly errors?: undefined }
  | { readonly content?: undefined; readonly errors: readonly ImportError[] };

const MAX_RECORD_CHARACTERS = 100_000;

/** How files are read that are not UTF-8; `utf-8` refuses them. */
export const ENCODINGS = ['utf-8', 'windows-1252'] as const;
export type Encoding = (typeof ENCODINGS)[number];

/**
 * Reads a file of comma or semicolon separated values, also as a spreadsheet writes it: with `sep=;`
 * before the header, and with empty columns and rows at its end. Rows without any value are left out;
 * line numbers count every line of the file, also those inside quotes.
 */
export async function readCsv(
  folder: string,
  file: string,
  encoding: Encoding = 'utf-8',
): Promise<CsvReading | undefined> {
  const bytes = await readIfThere(join(folder, file));
  if (bytes === undefined) return undefined;
  const errors = findEncodingErrors(file, bytes, encoding);
  if (errors.length > 0) return { errors };
  return parseCsv(file, new TextDecoder(isUtf8(bytes) ? 'utf-8' : encoding).decode(bytes));
}

export async function readIfThere(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** At most one error: whoever saved one line in another encoding saved all of them so. */
export function findEncodingErrors(
  file: string,
  bytes: Buffer,
  encoding: Encoding = 'utf-8',
): ImportError[] {
  if (isUtf8(bytes)) return [];
  const add = (line: number, reason: string) => [{ file, line, column: null, reason }];
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return add(1, 'Is UTF-16; save it as UTF-8');
  if (encoding === 'windows-1252' && isWindows1252(bytes)) return [];
  return add(
    firstLineNotUtf8(bytes),
    isWindows1252(bytes)
      ? 'Is not UTF-8 from this line on, and may be Windows-1252; save it as UTF-8, or add --encoding windows-1252'
      : 'Holds characters that are not UTF-8 from this line on; save the file as UTF-8',
  );
}

/** Bytes that Windows-1252 gives no character. */
const NOT_GIVEN_OUT = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d]);
const TAB = 0x09;
const CARRIAGE_RETURN = 0x0d;
const SPACE = 0x20;

/** No text holds control characters but tabs and line breaks. */
function isWindows1252(bytes: Buffer): boolean {
  return bytes.every(
    (byte) =>
      (byte >= SPACE || (byte >= TAB && byte <= CARRIAGE_RETURN)) && !NOT_GIVEN_OUT.has(byte),
  );
}

/** No character of UTF-8 spans a line break. */
function firstLineNotUtf8(bytes: Buffer): number {
  const lines = bytes.toString('latin1').split('\n');
  return 1 + lines.findIndex((line) => !isUtf8(Buffer.from(line, 'latin1')));
}

function parseCsv(file: string, raw: string): CsvReading {
  // One kind of line break: the parser counts a CRLF inside quotes as two lines.
  const { delimiter, text } = withoutHint(raw.replaceAll(/\r\n?/g, '\n'));
  let lastLine = 0;
  const lines: CsvLine[] = [];
  try {
    parse(text, {
      bom: true,
      delimiter,
      record_delimiter: '\n',
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: MAX_RECORD_CHARACTERS,
      on_record: (cells: string[], { lines: end }) => {
        lastLine = end;
        if (cells.some((cell) => cell.trim() !== ''))
          lines.push({ line: startOf(cells, end), cells });
        return null;
      },
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { errors: [{ file, line: lastLine + 1, column: null, reason: reasonOf(error) }] };
  }
  const [header, ...rows] = lines;
  if (header === undefined) {
    return {
      errors: [{ file, line: 1, column: null, reason: 'Is empty; it needs a header line' }],
    };
  }
  const names = withoutEmptyEnd(header.cells.map((cell) => cell.trim()));
  return {
    content: {
      header: { ...header, cells: names },
      rows: rows.map((row) => ({ ...row, cells: withoutEmptyEnd(row.cells, names.length) })),
    },
  };
}

/** Columns that a spreadsheet wrote behind the last one that is used. */
function withoutEmptyEnd(cells: readonly string[], atLeast = 0): readonly string[] {
  const used = cells.findLastIndex((cell) => cell.trim() !== '') + 1;
  return cells.slice(0, Math.max(used, atLeast));
}

function startOf(cells: readonly string[], end: number): number {
  return cells.reduce((line, cell) => line - (cell.split('\n').length - 1), end);
}

/** `sep=;`, which spreadsheets write before the header, gives way to an empty line. */
function withoutHint(raw: string): { delimiter: string; text: string } {
  const [hint, told] = /^\uFEFF?"?sep=([,;])"?(?=\n|$)/i.exec(raw) ?? [];
  if (hint === undefined || told === undefined)
    return { delimiter: likelyDelimiter(raw), text: raw };
  return { delimiter: told, text: raw.slice(hint.length) };
}

/** Names of columns hold neither, so the header line tells. */
function likelyDelimiter(text: string): ',' | ';' {
  const header = text.split('\n', 50).find((line) => line.trim() !== '') ?? '';
  return header.split(';').length > header.split(',').length ? ';' : ',';
}

function reasonOf({ code, message }: CsvError): string {
  return REASONS[code] ?? `Cannot be read: ${message}`;
}

const MISPLACED_QUOTE =
  'In the row that begins here a quote (") stands inside a value; write the value in quotes and double the quote';
const REASONS: Readonly<Partial<Record<string, string>>> = {
  CSV_QUOTE_NOT_CLOSED: 'From this line on a quote (") is opened and never closed',
  INVALID_OPENING_QUOTE: MISPLACED_QUOTE,
  CSV_INVALID_CLOSING_QUOTE: MISPLACED_QUOTE,
  CSV_NON_TRIMABLE_CHAR_AFTER_CLOSING_QUOTE: MISPLACED_QUOTE,
  CSV_MAX_RECORD_SIZE: `A row is longer than ${MAX_RECORD_CHARACTERS} characters; is a quote (") missing?`,
};
