import type { FieldError, ImportChange, ImportOutcome } from '@ouderportaal/contracts';

export type ImportKind = ImportChange['kind'];

/** How rows of one kind are recognised: by the organisation's own number or code. */
export interface RowKind<T> {
  kind: ImportKind;
  numberOf: (row: T) => string;
}

/** What has to be written to turn the stored rows into the sent ones. */
export interface Difference<T> extends ImportOutcome {
  created: T[];
  updated: T[];
}

/**
 * Compares sent rows with the stored ones. Both have the same fields, in values that JSON tells apart;
 * lists inside them are compared in the order they are in.
 */
export function differenceOf<T extends object>(
  { kind, numberOf }: RowKind<T>,
  stored: readonly T[],
  sent: readonly T[],
): Difference<T> {
  const known = new Map(stored.map((row) => [numberOf(row), row]));
  const result: Difference<T> = { changes: [], unchanged: 0, created: [], updated: [] };
  for (const row of sent) {
    const number = numberOf(row);
    const before = known.get(number);
    const fields = before ? fieldsThatDiffer(before, row) : [];
    if (!before) {
      result.created.push(row);
      result.changes.push({ kind, number, change: 'created', fields });
    } else if (fields.length > 0) {
      result.updated.push(row);
      result.changes.push({ kind, number, change: 'updated', fields });
    } else result.unchanged += 1;
  }
  return result;
}

/** The stored rows that were not sent, for the kinds that are replaced as a whole. */
export function leftOut<T>(
  { kind, numberOf }: RowKind<T>,
  stored: readonly T[],
  sent: readonly T[],
): { rows: T[]; changes: ImportChange[] } {
  const kept = new Set(sent.map(numberOf));
  const rows = stored.filter((row) => !kept.has(numberOf(row)));
  return {
    rows,
    changes: rows.map((row) => ({ kind, number: numberOf(row), change: 'removed', fields: [] })),
  };
}

/** Every row whose number an earlier one has already. `path` leads to the list of rows. */
export function duplicates<T>(
  rows: readonly T[],
  path: readonly (string | number)[],
  numberOf: (row: T) => string,
): FieldError[] {
  const seen = new Set<string>();
  return rows.flatMap((row, index) => {
    const number = numberOf(row);
    if (!seen.has(number)) {
      seen.add(number);
      return [];
    }
    return [{ path: [...path, index], message: `${number} is there twice` }];
  });
}

function fieldsThatDiffer<T extends object>(before: T, after: T): string[] {
  const keys = Object.keys(after) as (keyof T & string)[];
  return keys.filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]));
}
