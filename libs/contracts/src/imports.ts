import { z } from 'zod';
import { DomainError, type FieldError } from './problems.js';
import { OrganisationSlug } from './shared.js';

/** What every import operation shares. */
export const importInput = <S extends z.ZodRawShape>(shape: S) =>
  z.strictObject({
    organisation: OrganisationSlug,
    /** Look and answer as if, but change nothing. */
    dryRun: z.boolean().default(false),
    /**
     * The caller has seen the changes that a dry run answers with a `caution` and wants them. Without
     * it an import that has any changes nothing and answers `import-not-confirmed`.
     */
    confirmRemovals: z.boolean().default(false),
    ...shape,
  });

/** Numbers and codes of the organisation itself, of two things with a slash, and days of a closure; never a text. */
const NumberOfRow = z.string().regex(/^[A-Za-z0-9._-]+([/…][A-Za-z0-9._-]+)?( [A-Za-z0-9._-]+)?$/);
const FieldName = z.string().regex(/^[a-z][A-Za-z]*$/);

const changeOf = <K extends z.ZodType<string>>(kind: K) =>
  z.object({
    kind,
    /** The number or code that the organisation itself uses. */
    number: NumberOfRow,
    change: z.enum(['created', 'updated', 'removed']),
    /** Names of the fields that differ; empty for created and removed. */
    fields: z.array(FieldName),
    /** Why it has to be confirmed: it takes something away, or lets somebody do more. Null: it has not. */
    caution: z.enum(['removes', 'widens']).nullable(),
  });

/** A change of whatever kind; each service has kinds of its own. */
export const ImportChange = changeOf(z.string());
export type ImportChange = z.infer<typeof ImportChange>;

/** What an import of any service answers. */
export const ImportOutcome = z.object({ changes: z.array(ImportChange), unchanged: z.int() });
export type ImportOutcome = z.infer<typeof ImportOutcome>;

/**
 * What a service's imports changed, or would change; rows that are the same are only counted.
 * `name` begins the names of its schemas.
 */
export const importOutcome = <const K extends readonly [string, ...string[]]>(
  name: string,
  kinds: K,
) =>
  z
    .object({
      changes: z.array(changeOf(z.enum(kinds)).meta({ id: `${name}ImportChange` })),
      unchanged: z.int(),
    })
    .meta({ id: `${name}ImportOutcome` });

/** As many errors as are worth reading: the caller says once what every row has, with a count. */
const ERRORS = 500;

/** @throws DomainError `import-invalid` with the errors of the rows, the first 500 of them. */
export function assertImportable(errors: readonly FieldError[]): void {
  if (errors.length > 0) throw new DomainError('import-invalid', {}, errors.slice(0, ERRORS));
}

/** What is said of each row whose number or code an earlier one has already. */
export function repeatedInImport(number: string, path: FieldError['path']): FieldError {
  return { path, message: `${number} is in this import more than once` };
}

/** As many as a person looks through; the dry run has them all. */
const SHOWN = 50;

/** @throws DomainError `import-not-confirmed` with what would be removed or widened. */
export function assertConfirmed(changes: readonly ImportChange[], isConfirmed: boolean): void {
  const careful = changes.filter(({ caution }) => caution !== null);
  if (isConfirmed || careful.length === 0) return;
  const errors = careful.slice(0, SHOWN).map(({ kind, number, change, caution }) => ({
    path: ['confirmRemovals'],
    message: `${kind} ${number} would be ${change}: ${caution === 'widens' ? 'lets somebody do more' : 'takes something away'}`,
  }));
  throw new DomainError('import-not-confirmed', { count: careful.length }, errors);
}
