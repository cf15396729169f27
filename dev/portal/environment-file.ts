import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Writes what a process is to be started with, for `--env-file`; for the owner alone. Returns its path. */
export async function writeEnvironmentFile(
  dataDir: string,
  name: string,
  environment: Readonly<Record<string, string>>,
): Promise<string> {
  const folder = join(dataDir, 'env');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, `${name}.env`);
  const lines = Object.entries(environment).map(([key, value]) => `${key}="${value}"`);
  await writeFile(file, `${lines.join('\n')}\n`, { mode: 0o600 });
  return file;
}
