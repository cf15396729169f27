import { readdir } from 'node:fs/promises';

import { meant } from './did-you-mean.rules.js';
import type { ImportError } from './import-error.js';
import { LOGO_FILES } from './logo-file.js';
import { ORGANISATION_FILE } from './organisation-file.js';
import * as tables from './tables.js';

/** Every file that a folder may hold, with whether it may go without. */
const FILES: readonly { readonly file: string; readonly isOptional?: boolean }[] = [
  { file: ORGANISATION_FILE },
  ...Object.values(tables).filter((table) => typeof table === 'object'),
  tables.productsTable([]),
];

/**
 * What is to be said of the names in a folder. A name that is not known but looks like a part of an
 * import is an error: what it holds would be left out, a block for instance. Anything else is nobody's
 * business. Notes tell which optional files are not there.
 */
export async function checkFileNames(
  folder: string,
): Promise<{ errors: ImportError[]; notes: string[] }> {
  const found = await readdir(folder, { withFileTypes: true });
  const there = new Set(found.filter((entry) => !entry.isDirectory()).map(({ name }) => name));
  const known = new Set<string>([...FILES.map(({ file }) => file), ...LOGO_FILES]);
  const errors = [...there].flatMap((file) => {
    if (known.has(file) || /^(\.|logo\.\w+$)/i.test(file)) return [];
    const like = meant(file, known);
    if (like === undefined && !/\.csv$/i.test(file)) return [];
    const hint =
      like === undefined ? `known are ${[...known].join(', ')}` : `did you mean ${like}?`;
    return [{ file, line: null, column: null, reason: `This file name is not known; ${hint}` }];
  });
  const notes = FILES.filter(({ file, isOptional }) => isOptional && !there.has(file)).map(
    ({ file }) => `${file} is not there: what the portal has of it stays as it is.`,
  );
  return { errors, notes };
}
