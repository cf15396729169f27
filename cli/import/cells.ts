import type { Weekday } from '@ouderportaal/kernel';

/** Turns the text of a filled cell into the value the contract expects. */
export type Cell = (text: string) => unknown;

/** The text of a cell cannot be understood; the message says what it must look like. */
export class CellError extends Error {}

export const text: Cell = (value) => value;

export const lowerCase: Cell = (value) => value.toLowerCase();

export const date: Cell = (value) => {
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return value;
  const [, day, month, year] = /^(\d{1,2})-(\d{1,2})-(\d{4})$/.exec(value) ?? [];
  if (day === undefined || month === undefined || year === undefined) {
    throw new CellError('Must be a date written as YYYY-MM-DD or D-M-YYYY, such as 2025-01-31');
  }
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
};

const YES = new Set(['yes', 'ja', 'true', 'waar']);
const NO = new Set(['no', 'nee', 'false', 'onwaar']);

/** Also as Dutch and English spreadsheets write it. */
export const yesOrNo: Cell = (value) => {
  const word = value.toLowerCase();
  if (!YES.has(word) && !NO.has(word)) throw new CellError('Must be yes or no (ja or nee)');
  return YES.has(word);
};

/** Euros with a comma or a dot become whole cents; never through a fraction. */
export const euros: Cell = (value) => {
  const [, whole, fraction = ''] = /^(\d{1,6})(?:[.,](\d{1,2}))?$/.exec(value) ?? [];
  if (whole === undefined) {
    throw new CellError('Must be an amount in euros such as 12,50 or 12.50');
  }
  return Number(whole) * 100 + Number(fraction.padEnd(2, '0'));
};

export const decimal: Cell = (value) => {
  if (!/^\d{1,6}([.,]\d{1,3})?$/.test(value)) {
    throw new CellError('Must be a number such as 2,5 or 2.5');
  }
  return Number(value.replace(',', '.'));
};

export const wholeNumber: Cell = (value) => {
  if (!/^\d{1,6}$/.test(value)) throw new CellError('Must be a whole number');
  return Number(value);
};

/** Values with `|` between them. */
export const list: Cell = (value) => parts(value);

export const weekdays: Cell = (value) =>
  parts(value).map((part) => {
    if (!/^[1-7]$/.test(part)) {
      throw new CellError(
        'Must be weekdays 1 (Monday) to 7 (Sunday) with | between, such as 1|2|5',
      );
    }
    return Number(part);
  });

/** `*` stands for every group of the organisation. */
export const groupsOrAll =
  (allGroups: readonly string[]): Cell =>
  (value) =>
    value === '*' ? [...allGroups] : parts(value);

/** `07:30-13:00`, `07:30-13:00 even`, or several with `|` between them. */
export const times =
  (weekday: Weekday): Cell =>
  (value) =>
    parts(value).map((part) => {
      const [, startsAt, endsAt, weeks = 'all'] =
        /^(\d{2}:\d{2})-(\d{2}:\d{2})(?: +(even|odd))?$/.exec(part) ?? [];
      if (startsAt === undefined || endsAt === undefined) {
        throw new CellError(
          'Must be times such as 07:30-13:00, with " even" or " odd" behind them where needed and | between several',
        );
      }
      return { weekday, weeks, startsAt, endsAt };
    });

function parts(value: string): string[] {
  return value
    .split('|')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
