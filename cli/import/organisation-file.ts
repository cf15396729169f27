import { identity, OrganisationSlug, planning } from '@ouderportaal/contracts';
import { join } from 'node:path';
import { z } from 'zod';

import { findEncodingErrors, readIfThere } from './csv-file.js';
import type { ImportError, Place } from './import-error.js';
import { plainReason } from './plain-reason.js';

export const ORGANISATION_FILE = 'organisation.json';

const OrganisationSettings = identity.OrganisationProfile.extend({
  slug: OrganisationSlug,
  /** Left out: the address of the portal that is imported into. */
  portalUrl: identity.OrganisationProfile.shape.portalUrl.optional(),
  planning: planning.PlanningPolicy,
});
type OrganisationSettings = z.infer<typeof OrganisationSettings>;

/** The settings, and where each of them stands in the file. */
export interface OrganisationFile {
  readonly settings: OrganisationSettings;
  readonly placeOf: (path: readonly PropertyKey[]) => Place;
}

export async function readOrganisationFile(
  folder: string,
): Promise<{ organisation?: OrganisationFile; errors: ImportError[] }> {
  const fail = (line: number | null, reason: string) => ({
    errors: [{ file: ORGANISATION_FILE, line, column: null, reason }],
  });
  const bytes = await readIfThere(join(folder, ORGANISATION_FILE));
  if (bytes === undefined) return fail(null, 'This file is missing in the folder');
  const encodingErrors = findEncodingErrors(ORGANISATION_FILE, bytes);
  if (encodingErrors.length > 0) return { errors: encodingErrors };
  const text = new TextDecoder().decode(bytes);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    const { message } = error as SyntaxError;
    return fail(lineOfSyntaxError(text, message), `Is not JSON: ${message}`);
  }
  const placeOf = (path: readonly PropertyKey[]): Place => ({
    file: ORGANISATION_FILE,
    line: lineOfKey(text, path),
    column: path.length === 0 ? null : path.join('.'),
  });
  const parsed = OrganisationSettings.safeParse(json, { reportInput: true });
  if (parsed.success) return { organisation: { settings: parsed.data, placeOf }, errors: [] };
  const { issues } = parsed.error;
  return {
    errors: issues.map((issue) => ({ ...placeOf(pathOf(issue)), reason: plainReason(issue) })),
  };
}

function pathOf(issue: z.core.$ZodIssue): readonly PropertyKey[] {
  return issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] ?? ''] : issue.path;
}

function lineOfSyntaxError(text: string, message: string): number | null {
  const [, line] = /\(line (\d+) column \d+\)/.exec(message) ?? [];
  if (line !== undefined) return Number(line);
  return /end of JSON input/.test(message) ? lineAt(text, text.length) : null;
}

/** The line on which the innermost key of the path that is there stands. */
function lineOfKey(text: string, path: readonly PropertyKey[]): number {
  let at = 0;
  for (const key of path) {
    if (typeof key !== 'string') break;
    const found = text.indexOf(`"${key}"`, at);
    if (found === -1) break;
    at = found;
  }
  return lineAt(text, at);
}

function lineAt(text: string, position: number): number {
  return text.slice(0, position).split('\n').length;
}
