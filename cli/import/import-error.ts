/** Where something is wrong: a file of the folder, and line and column where they are known. */
export interface Place {
  readonly file: string;
  /** Counted from 1, as an editor shows it; null when the whole file is meant. */
  readonly line: number | null;
  /** The column's name; in organisation.json the keys, joined by dots. */
  readonly column: string | null;
}

export interface ImportError extends Place {
  /** One sentence in plain English. */
  readonly reason: string;
}

/** Moves the cursor, colours, rings, or turns the direction of reading: a terminal would obey it. */
const NOT_FOR_TERMINALS = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu;

/** `guardians.csv:14 email: Must be an e-mail address`. */
export function formatError({ file, line, column, reason }: ImportError): string {
  const where = line === null ? file : `${file}:${line}`;
  const text = column === null ? `${where}: ${reason}` : `${where} ${column}: ${reason}`;
  return text.replaceAll(NOT_FOR_TERMINALS, '\ufffd');
}

/** By file and line, so that somebody can work through them from top to bottom. */
export function inReadingOrder(errors: readonly ImportError[]): ImportError[] {
  return errors.toSorted(
    (a, b) => a.file.localeCompare(b.file, 'en') || (a.line ?? 0) - (b.line ?? 0),
  );
}
