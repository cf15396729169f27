import {
  type Actor,
  DomainError,
  type FieldError,
  type identity,
  NOBODY,
  repeatedInImport,
} from '@ouderportaal/contracts';
import { repeated } from '@ouderportaal/kernel';

export type Path = FieldError['path'];

/** What an import would change, and everything that is wrong with it. */
export interface ImportFindings {
  errors: FieldError[];
  changes: identity.ImportChange[];
  unchanged: number;
}

/**
 * Whether the operator was let in for the organisation that the short name belongs to; nobody in
 * particular is fine: the gateway may have asked before the organisation was there.
 */
export function assertOwn(actor: Actor, tenantId: string | null): void {
  if (actor.tenantId !== NOBODY && actor.tenantId !== tenantId) throw new DomainError('not-found');
}

/** Every row whose number was there before in the same import. */
export function repeatedNumbers(rows: readonly { number: string; path: Path }[]): FieldError[] {
  return repeated(rows, ({ number }) => number).map(({ row: { path }, number }) =>
    repeatedInImport(number, path),
  );
}
