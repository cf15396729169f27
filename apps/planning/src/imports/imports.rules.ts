import { DomainError, type FieldError, repeatedInImport } from '@ouderportaal/contracts';
import { repeated } from '@ouderportaal/kernel';

/** As many names as say what is meant; the rest shows when these are known. */
const SHOWN = 50;

/** Every row whose number an earlier one has already. `path` leads to the list of rows. */
export function duplicates<T>(
  rows: readonly T[],
  path: readonly (string | number)[],
  numberOf: (row: T) => string,
): FieldError[] {
  return repeated(rows, numberOf).map(({ index, number }) =>
    repeatedInImport(number, [...path, index]),
  );
}

/** Where a row names something that identity tells of: a group, a location or a child. */
export interface Reference {
  path: readonly (string | number)[];
  code: string;
}

export function codesOf(references: readonly Reference[]): string[] {
  return [...new Set(references.map(({ code }) => code))];
}

/**
 * Identity has told of everything that the rows refer to. Else the caller sends them again soon; the
 * errors say of what, in case it is a mistake and waiting will not help.
 */
export function assertKnown(
  references: readonly Reference[],
  known: ReadonlyMap<string, string>,
): void {
  const errors = references
    .filter(({ code }) => !known.has(code))
    .map(({ path, code }) => ({ path, message: `${code} is not known here yet` }));
  if (errors.length === 0) return;
  throw new DomainError('import-not-known-yet', {}, errors.slice(0, SHOWN));
}
