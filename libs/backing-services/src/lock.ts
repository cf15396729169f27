import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

import { identify, isAlive, type ProcessIdentity } from './process/process-identity.js';

/**
 * Takes the lock file for this process, or gives the process that has it. A holder that died without
 * letting go (kill -9, power cut) does not count: the file names the process and when it started.
 */
export async function tryLock(path: string): Promise<{ holder?: ProcessIdentity }> {
  await mkdir(dirname(path), { recursive: true });
  const mine = `${path}.${randomUUID()}`;
  await writeFile(mine, JSON.stringify(identify(process.pid)), { mode: 0o600 });
  try {
    for (;;) {
      if (await linked(mine, path)) return {};
      const holder = await readHolder(path);
      if (holder !== undefined && isAlive(holder)) return { holder };
      if (holder !== undefined) await removeStale(path, holder);
    }
  } finally {
    await rm(mine, { force: true });
  }
}

export async function unlock(path: string): Promise<void> {
  await rm(path, { force: true });
}

/** `link` fails when the name exists: the file appears complete, and for one process only. */
async function linked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

async function readHolder(path: string): Promise<ProcessIdentity | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as ProcessIdentity;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Two processes may find the same stale file; what was moved away is looked at before it is thrown away. */
async function removeStale(path: string, stale: ProcessIdentity): Promise<void> {
  const aside = `${path}.${randomUUID()}`;
  try {
    await rename(path, aside);
  } catch {
    return;
  }
  const moved = await readHolder(aside);
  const isStale = moved?.pid === stale.pid && moved.startedAt === stale.startedAt;
  if (!isStale) await linked(aside, path);
  await rm(aside, { force: true });
}
