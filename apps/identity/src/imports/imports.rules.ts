import {
  type Actor,
  DomainError,
  type FieldError,
  type ImportChange,
  type ImportOutcome,
  NOBODY,
} from '@ouderportaal/contracts';

export type Path = FieldError['path'];

/**
 * Whether the operator was let in for the organisation that the short name belongs to; nobody in
 * particular is fine: the gateway may have asked before the organisation was there.
 */
export function assertOwn(actor: Actor, tenantId: string | null): void {
  if (actor.tenantId !== NOBODY && actor.tenantId !== tenantId) throw new DomainError('not-found');
}

/** What comparing an import with what is stored brings to light. */
export class Findings {
  readonly errors: FieldError[] = [];
  readonly changes: ImportChange[] = [];
  unchanged = 0;

  /** Notes something that stops the import. */
  refuse(path: Path, message: string): void {
    this.errors.push({ path, message });
  }

  /** Notes how a row differs from the stored one; null when it does not. */
  compare(
    kind: ImportChange['kind'],
    number: string,
    before: object | null,
    after: object,
  ): ImportChange | null {
    const fields = before ? changedFields(before, after) : [];
    if (before && fields.length === 0) {
      this.unchanged += 1;
      return null;
    }
    const change: ImportChange = { kind, number, change: before ? 'updated' : 'created', fields };
    this.changes.push(change);
    return change;
  }

  /** Refuses every row whose number was there before in the same import. */
  refuseRepeated(rows: readonly { number: string; path: Path }[]): void {
    const seen = new Set<string>();
    for (const { number, path } of rows) {
      if (seen.has(number)) this.refuse(path, `${number} is in this import more than once`);
      seen.add(number);
    }
  }

  outcome(): ImportOutcome {
    return { changes: this.changes, unchanged: this.unchanged };
  }
}

/** Names of the fields in which a row differs from the stored one. The order in a list says nothing. */
export function changedFields(before: object, after: object): string[] {
  const old = before as Record<string, unknown>;
  return Object.entries(after as Record<string, unknown>)
    .filter(([name, value]) => !isSame(old[name], value))
    .map(([name]) => name);
}

export function byKey<T>(rows: readonly T[], keyOf: (row: T) => string): Map<string, T> {
  return new Map(rows.map((row) => [keyOf(row), row]));
}

function isSame(before: unknown, after: unknown): boolean {
  if (Array.isArray(before) && Array.isArray(after)) {
    const old = new Set<unknown>(before);
    return old.size === new Set<unknown>(after).size && after.every((item) => old.has(item));
  }
  if (isObject(before) && isObject(after)) return changedFields(before, after).length === 0;
  return before === after;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
