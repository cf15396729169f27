import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { media } from '@ouderportaal/contracts';

import type { ImportError } from './import-error.js';

/** What a folder may call its logo; what it really is, media sees from its content. */
export const LOGO_FILES = ['logo.png', 'logo.jpg', 'logo.webp'] as const;

export interface LogoFile {
  readonly file: string;
  readonly picture: Buffer;
}

/** The one logo of a folder; none is no error, and the portal keeps what it has. */
export async function readLogo(
  folder: string,
): Promise<{ logo?: LogoFile | undefined; errors: ImportError[] }> {
  const named = (await readdir(folder)).filter((name) => /^logo\.\w+$/i.test(name)).sort();
  const errorAt = (file: string, reason: string) => ({ file, line: null, column: null, reason });
  const unknown = named.filter((name) => !LOGO_FILES.some((known) => known === name));
  if (unknown.length > 0) {
    const reason = `A logo is called ${LOGO_FILES.join(', ')}`;
    return { errors: unknown.map((file) => errorAt(file, reason)) };
  }
  const [file, another] = named;
  if (file === undefined) return { errors: [] };
  if (another !== undefined) {
    return { errors: [errorAt(another, `There is ${file} besides; one logo is all there can be`)] };
  }
  const path = join(folder, file);
  const { size } = await stat(path);
  if (size > media.LOGO_MAX_BYTES) {
    const reason = `Has ${size} bytes; a logo may have ${media.LOGO_MAX_BYTES}`;
    return { errors: [errorAt(file, reason)] };
  }
  return { logo: { file, picture: await readFile(path) }, errors: [] };
}
