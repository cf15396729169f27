import type { ImportError } from './import-error.js';

/** An error of a row. The value that is wrong stands apart, so that errors are known to be of one kind. */
export interface RowError extends ImportError {
  readonly value?: string;
}

/** What is wrong on so many lines is more likely one mistake than many. */
const MANY_LINES = 3;
/** Of values that differ; enough to see what they have in common. */
const SHOWN_VALUES = 3;
const SHOWN_CHARACTERS = 40;

/**
 * An error that every line of a file has is said once: on the first of them, with values that were found
 * and how many lines there are. Every other error is said on its own line.
 * @param lines how many lines the file has below its header
 */
export function saidOnce(errors: readonly RowError[], lines: number): ImportError[] {
  const kindOf = ({ column, reason }: RowError) => `${column ?? ''} ${reason}`;
  const kinds = Map.groupBy(errors, kindOf);
  return errors.flatMap((error) => {
    const alike = kinds.get(kindOf(error)) ?? [];
    const isOnEveryLine = new Set(alike.map(({ line }) => line)).size === lines;
    if (lines < MANY_LINES || !isOnEveryLine) return [withValues(error, [error])];
    return error === alike[0] ? [withValues(error, alike, `; the same on all ${lines} lines`)] : [];
  });
}

function withValues(
  { file, line, column, reason }: ImportError,
  alike: readonly RowError[],
  end = '',
): ImportError {
  const values = [...new Set(alike.flatMap(({ value }) => (value ? [quoted(value)] : [])))];
  return { file, line, column, reason: reason + foundSentence(values) + end };
}

function foundSentence([first, ...others]: readonly string[]): string {
  if (first === undefined) return '';
  if (others.length === 0) return ` (it is ${first})`;
  const shown = others.slice(0, SHOWN_VALUES - 1);
  const more = others.length > shown.length ? ' and others' : '';
  return ` (it is ${first}, on other lines ${shown.join(', ')}${more})`;
}

function quoted(value: string): string {
  return `"${value.length > SHOWN_CHARACTERS ? `${value.slice(0, SHOWN_CHARACTERS)}…` : value}"`;
}
