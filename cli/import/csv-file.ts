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
export type CsvReading =
  | { readonly content: CsvContent; readonly errors?: undefined }
  | { readonly content?: undefined; readonly errors: readonly ImportError[] };

const NEWLINE = 0x0a;
const MAX_RECORD_CHARACTERS = 100_000;

/**
 * Reads a file of comma or semicolon separated values in UTF-8. Rows without any value are left out;
 * line numbers count every line of the file, also those inside quotes.
 */
export async function readCsv(folder: string, file: string): Promise<CsvReading | undefined> {
  const bytes = await readIfThere(join(folder, file));
  if (bytes === undefined) return undefined;
  const encodingErrors = findEncodingErrors(file, bytes);
  if (encodingErrors.length > 0) return { errors: encodingErrors };
  return parseCsv(file, new TextDecoder().decode(bytes));
}

export async function readIfThere(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** One error for each line that is not UTF-8; no character of UTF-8 spans a line break. */
export function findEncodingErrors(file: string, bytes: Buffer): ImportError[] {
  if (isUtf8(bytes)) return [];
  if (bytes[0] === 0xff && bytes[1] === 0xfe) {
    return [{ file, line: 1, column: null, reason: 'Is UTF-16; save it as UTF-8' }];
  }
  const errors: ImportError[] = [];
  let start = 0;
  for (let line = 1; start < bytes.length; line++) {
    const found = bytes.indexOf(NEWLINE, start);
    const end = found === -1 ? bytes.length : found;
    if (!isUtf8(bytes.subarray(start, end))) {
      const reason = 'Holds characters that are not UTF-8; save the file as UTF-8';
      errors.push({ file, line, column: null, reason });
    }
    start = end + 1;
  }
  return errors;
}

function parseCsv(file: string, raw: string): CsvReading {
  // One kind of line break: the parser counts a CRLF inside quotes as two lines.
  const text = raw.replaceAll(/\r\n?/g, '\n');
  let lastLine = 0;
  const lines: CsvLine[] = [];
  try {
    parse(text, {
      bom: true,
      delimiter: detectDelimiter(text),
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
  return { content: { header: { ...header, cells: header.cells.map((c) => c.trim()) }, rows } };
}

function startOf(cells: readonly string[], end: number): number {
  return cells.reduce((line, cell) => line - (cell.split('\n').length - 1), end);
}

/** Names of columns hold neither, so the header line tells. */
function detectDelimiter(text: string): ',' | ';' {
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
