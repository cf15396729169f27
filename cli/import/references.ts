import type { ImportError } from './import-error.js';
import { placeOf, type Sourced, type TableContent } from './table.js';

/** What a reference may name. */
type Target = Pick<TableContent<unknown>, 'numbers' | 'isComplete'> & {
  readonly file: string;
  /** `group`, `child`: as it is called in a sentence. */
  readonly thing: string;
};

/**
 * Values that name something another file does not hold. Where that file could not be read whole,
 * nothing is said: its own errors come first.
 */
export function findDanglingReferences<Row>(
  rows: readonly Sourced<Row>[],
  target: Target,
  field: keyof Row & string,
): ImportError[] {
  if (!target.isComplete) return [];
  return rows.flatMap((row) => {
    const value = row.value[field];
    if (value === null || value === undefined) return [];
    const names = (Array.isArray(value) ? value : [value]) as readonly string[];
    return names
      .filter((name) => !target.numbers.has(name))
      .map((name) => ({
        ...placeOf(row, [field]),
        reason: `There is no ${target.thing} "${name}" in ${target.file}`,
      }));
  });
}
