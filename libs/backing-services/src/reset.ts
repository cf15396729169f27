import { rm, rmdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import { holdDataFolder, relocatedFolder, volumeName } from './data-folder.js';
import { findDockerEngine, removeVolume } from './docker-engine.js';
import { type BackingEnvironment, readEnvironment } from './environment.js';
import { SERVICE_FOLDERS } from './start.js';

/**
 * Removes all data of the services below the folder, also what lies elsewhere on its behalf: a relocated
 * Postgres cluster, Docker volumes. Refuses while somebody uses it; ends servers nobody holds any more.
 */
export async function resetData(
  dataDir: string,
  environment: BackingEnvironment = readEnvironment(),
): Promise<void> {
  const held = [];
  try {
    for (const name of Object.values(SERVICE_FOLDERS)) {
      const folder = join(resolve(dataDir), name);
      held.push({ folder, hold: await holdDataFolder(folder, 'Reset') });
    }
    const engine = await findDockerEngine(environment);
    for (const { folder, hold } of held) {
      await hold.save({ password: undefined, port: undefined, madeBy: undefined });
      await rm(folder, { recursive: true, force: true });
      await rm(relocatedFolder(folder), { recursive: true, force: true });
      if (engine !== undefined) await removeVolume(engine, volumeName(folder));
    }
  } finally {
    await Promise.all(held.map(({ hold }) => hold.release()));
  }
  // Something of others may lie in it.
  await rmdir(dataDir).catch(() => undefined);
}
