/** Why a change deserves a second look: it takes something away, or lets somebody do more. */
type Caution = 'removes' | 'widens';

/** How a row differs from the one that is stored. */
interface Change<Kind extends string = string> {
  kind: Kind;
  /** The number or code by which the row is known. */
  number: string;
  change: 'created' | 'updated' | 'removed';
  /** Names of the fields that differ; empty for created and removed. */
  fields: string[];
  caution: Caution | null;
}

/** How rows of one kind are recognised. */
export interface RowKind<Kind extends string, T> {
  kind: Kind;
  numberOf: (row: T) => string;
  /** Whether the change lets somebody do more; `after` is null when the row goes. */
  widens?: (before: T, after: T | null) => boolean;
}

/** What has to be written to turn the stored rows into the sent ones. */
export interface Difference<T, Kind extends string = string> {
  changes: Change<Kind>[];
  unchanged: number;
  created: T[];
  updated: T[];
  removed: T[];
}

/** A row in which nothing is left out. */
export type Whole<T> = { [Field in keyof T]-?: Exclude<T[Field], undefined> };

/** A row with what it leaves out taken from the stored one, or else from what new rows begin with. */
export function completed<T extends object>(
  row: object,
  stored: T | undefined,
  fresh: Partial<T>,
): T {
  const said = Object.entries(row).filter(([, value]) => value !== undefined);
  // The row first, so that fields are named in its order.
  return { ...row, ...fresh, ...stored, ...Object.fromEntries(said) } as T;
}

/**
 * Compares sent rows with the stored ones, field by field of the sent row. The order in a list says
 * nothing, and naming something twice no more than once. Rows that were not sent stay.
 */
export function differenceOf<Kind extends string, T extends object>(
  rowKind: RowKind<Kind, T>,
  stored: readonly T[],
  sent: readonly T[],
): Difference<T, Kind> {
  const { kind, numberOf, widens } = rowKind;
  const known = byKey(stored, numberOf);
  const result: Difference<T, Kind> = none();
  for (const row of sent) {
    const number = numberOf(row);
    const before = known.get(number);
    const fields = before ? fieldsThatDiffer(before, row) : [];
    if (!before) {
      result.created.push(row);
      result.changes.push({ kind, number, change: 'created', fields, caution: null });
    } else if (fields.length > 0) {
      const caution = widens?.(before, row) ? 'widens' : emptied(before, row);
      result.updated.push(row);
      result.changes.push({ kind, number, change: 'updated', fields, caution });
    } else result.unchanged += 1;
  }
  return result;
}

/** The same for rows of which the sent ones are all: those that were not sent go. */
export function replacementOf<Kind extends string, T extends object>(
  rowKind: RowKind<Kind, T>,
  stored: readonly T[],
  sent: readonly T[],
): Difference<T, Kind> {
  const kept = new Set(sent.map(rowKind.numberOf));
  const gone = stored.filter((row) => !kept.has(rowKind.numberOf(row)));
  return together(differenceOf(rowKind, stored, sent), removalOf(rowKind, gone));
}

/** The removal of stored rows. */
export function removalOf<Kind extends string, T>(
  { kind, numberOf, widens }: RowKind<Kind, T>,
  gone: readonly T[],
): Difference<T, Kind> {
  return {
    ...none<T, Kind>(),
    removed: [...gone],
    changes: gone.map((row) => ({
      kind,
      number: numberOf(row),
      change: 'removed',
      fields: [],
      caution: widens?.(row, null) ? 'widens' : 'removes',
    })),
  };
}

/** Several differences as one, in their order. */
export function together<T, Kind extends string>(
  ...parts: readonly Difference<T, Kind>[]
): Difference<T, Kind> {
  return {
    ...totalOf<Kind>(parts),
    created: parts.flatMap(({ created }) => created),
    updated: parts.flatMap(({ updated }) => updated),
    removed: parts.flatMap(({ removed }) => removed),
  };
}

/** The changes of all parts, whatever their rows look like. */
export function totalOf<Kind extends string>(
  parts: readonly { changes: readonly Change<Kind>[]; unchanged: number }[],
): { changes: Change<Kind>[]; unchanged: number } {
  return {
    changes: parts.flatMap(({ changes }) => changes),
    unchanged: parts.reduce((sum, { unchanged }) => sum + unchanged, 0),
  };
}

/** Every row whose number an earlier one has already, with its place among the rows. */
export function repeated<T>(
  rows: readonly T[],
  numberOf: (row: T) => string,
): { row: T; index: number; number: string }[] {
  const seen = new Set<string>();
  return rows.flatMap((row, index) => {
    const number = numberOf(row);
    if (seen.has(number)) return [{ row, index, number }];
    seen.add(number);
    return [];
  });
}

export function byKey<T>(rows: readonly T[], keyOf: (row: T) => string): Map<string, T> {
  return new Map(rows.map((row) => [keyOf(row), row]));
}

/** Names of the fields in which a row differs from the stored one. */
export function fieldsThatDiffer(before: object, after: object): string[] {
  const old = before as Record<string, unknown>;
  return Object.entries(after as Record<string, unknown>)
    .filter(([name, value]) => canonical(old[name]) !== canonical(value))
    .map(([name]) => name);
}

/** A list that loses everything it held is more often a mistake than meant. */
function emptied(before: object, after: object): Caution | null {
  const old = before as Record<string, unknown>;
  const isEmptied = Object.entries(after as Record<string, unknown>).some(
    ([name, value]) => isEmptyList(value) && Array.isArray(old[name]) && !isEmptyList(old[name]),
  );
  return isEmptied ? 'removes' : null;
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

function none<T, Kind extends string>(): Difference<T, Kind> {
  return { changes: [], unchanged: 0, created: [], updated: [], removed: [] };
}

/** The same text for values that mean the same. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${[...new Set(value.map(canonical))].sort().join()}]`;
  if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value).map(([name, of]) => `${name}:${canonical(of)}`);
    return `{${fields.sort().join()}}`;
  }
  return value === undefined ? 'undefined' : JSON.stringify(value);
}
