import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { importFolder } from '../../cli/import/import-folder.js';
import type { Portal } from '../portal/portal.js';

type PortalToFill = Pick<Portal, 'url' | 'operatorToken'>;

export const DEMO = resolve('demo');

/** Imports the demo organisations, unless exactly these files were imported before. */
export async function importDemo(portal: PortalToFill, dataDir: string): Promise<void> {
  const marker = join(dataDir, 'demo.json');
  const state = JSON.stringify(await demoState());
  if ((await readFile(marker, 'utf8').catch(() => '')) === state) return;
  for (const folder of await organisationFolders()) {
    const report = await importFolder({
      folder,
      portalUrl: portal.url,
      operatorToken: portal.operatorToken,
      dryRun: false,
      confirmRemovals: true,
      log: () => {},
    });
    if (report.errors.length > 0) throw new Error(`The demo in ${folder} has errors`);
  }
  await writeFile(marker, state);
}

async function organisationFolders(): Promise<string[]> {
  const entries = await readdir(DEMO, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(DEMO, name));
}

async function demoState(): Promise<Record<string, number>> {
  const files = await readdir(DEMO, { recursive: true });
  const times = files.map(async (file) => [file, (await stat(join(DEMO, file))).mtimeMs] as const);
  return Object.fromEntries(await Promise.all(times));
}
