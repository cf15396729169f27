import { parse } from 'csv-parse/sync';
import type { Encoding } from '../../csv-file.js';
import { type Changes, TABLES } from './folder.js';

/** Rows that hold what spreadsheets write in their own way. */
const ROWS: Readonly<Record<string, string>> = {
  'employees.csv':
    'E3,Zoë,Müller,zoe@zonnehoek.example,staff,G1,no,\n' +
    'E4,Björn,Dauw,bjorn@zonnehoek.example,staff,G2,no,\n' +
    'E5,Chloé,Mos,chloe@zonnehoek.example,staff,G2,no,\n',
  'children.csv': 'F1,K3,Renée,Kiezelzang,2025-12-01\n',
  'placements.csv': 'P3,K3,G1,2026-03-02,2028-02-29,,,,08:00-12:30,,,\n',
  'products.csv': 'half,Halve dag,07:30,12:30,62.50,2.5,1|5,G1|G2,2025-01-01,2027-12-31\n',
  'closures.csv': ',2027-03-12,2027-03-12,"Studiedag; crèche dicht, € 0"\n',
};

/** The changes that make a folder of these rows, each table written by `save`. */
export function spreadsheetFolder(
  save: (table: string) => string | Buffer = (table) => table,
): Changes {
  const table = (file: string) => (text: string) => save(text + (ROWS[file] ?? ''));
  return Object.fromEntries(TABLES.map((file) => [file, table(file)]));
}

const YES = ['ja', 'WAAR', 'Ja'];
const NO = ['nee', 'ONWAAR', 'FALSE'];
const DECIMALS = new Set(['price', 'points']);
const EURO = /\u20AC/g;

/**
 * A table as somebody in the Netherlands gets it back from a spreadsheet: with `sep=;` first, days as
 * `1-9-2024`, decimal commas, yes and no in several words, an empty row in the middle, and empty columns
 * and rows at the end. `utf-8` begins with a byte order mark.
 */
export function asDutchExcel(text: string, encoding: Encoding): Buffer {
  const [header = [], ...rows]: string[][] = parse(text);
  const lines = [
    'sep=;',
    `${header.join(';')};;`,
    ...rows.map((row, at) => `${row.map((cell, of) => written(cell, header[of], at)).join(';')};;`),
  ];
  lines.splice(3, 0, ';'.repeat(header.length + 1));
  const saved = [...lines, ';;;;', ';;;;', ''].join('\r\n');
  return encoding === 'utf-8'
    ? Buffer.from(`\uFEFF${saved}`)
    : Buffer.from(saved.replaceAll(EURO, '\x80'), 'latin1');
}

function written(cell: string, column = '', row = 0): string {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(cell) ?? [];
  if (year !== undefined) return `${Number(day)}-${Number(month)}-${year}`;
  if (DECIMALS.has(column)) return cell.replace('.', ',');
  if (cell === 'yes') return YES[row % YES.length] ?? '';
  if (cell === 'no') return NO[row % NO.length] ?? '';
  return /[;"\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
