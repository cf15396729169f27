import { z } from 'zod';
import { OrganisationSlug } from './shared.js';

/** What every import operation shares. */
export const importInput = <S extends z.ZodRawShape>(shape: S) =>
  z.strictObject({
    organisation: OrganisationSlug,
    /** Look and answer as if, but change nothing. */
    dryRun: z.boolean().default(false),
    ...shape,
  });

export const ImportChange = z
  .object({
    kind: z.enum([
      'organisation',
      'location',
      'group',
      'employee',
      'family',
      'guardian',
      'child',
      'guardianship',
      'policy',
      'daypart',
      'product',
      'capacity',
      'closure',
      'placement',
    ]),
    /** The number or code that the organisation itself uses. */
    number: z.string(),
    change: z.enum(['created', 'updated', 'removed']),
    /** Names of the fields that differ; empty for created and removed. */
    fields: z.array(z.string()),
  })
  .meta({ id: 'ImportChange' });
export type ImportChange = z.infer<typeof ImportChange>;

/** What an import changed, or would change; rows that are the same are only counted. */
export const ImportOutcome = z
  .object({ changes: z.array(ImportChange), unchanged: z.int() })
  .meta({ id: 'ImportOutcome' });
export type ImportOutcome = z.infer<typeof ImportOutcome>;

/** Whether an operation is an import: a whole file at once, for which its client waits longer. */
export function isImport({ subject }: { subject: string }): boolean {
  return subject.split('.')[1] === 'imports';
}
