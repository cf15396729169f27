import { spawnSync } from 'node:child_process';
import { chown, mkdir, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

import { relocatedFolder } from './data-folder.js';
import type { Log } from './types.js';

/** The user Postgres runs as: ourselves when empty, as it refuses to run as root. */
export interface PostgresUser {
  readonly uid?: number;
  readonly gid?: number;
}

const USER = 'postgres';

export function postgresUser(log: Log): PostgresUser {
  if (process.getuid?.() !== 0) return {};
  const existing = lookUp();
  if (existing !== undefined) return existing;
  log(`Postgres: refuses to run as root; the operating system user "${USER}" is made for it`);
  spawnSync('useradd', ['--system', '--user-group', '--no-create-home', USER]);
  const made = lookUp();
  if (made !== undefined) return made;
  throw new Error(
    `Postgres refuses to run as root and the user "${USER}" could not be made. ` +
      `Make it (useradd --system --user-group ${USER}), or do not work as root.`,
  );
}

function lookUp(): PostgresUser | undefined {
  const [uid, gid] = ['-u', '-g'].map((flag) => {
    const { status, stdout } = spawnSync('id', [flag, USER], { encoding: 'utf8' });
    return status === 0 ? Number(stdout) : Number.NaN;
  });
  if (uid === undefined || gid === undefined || Number.isNaN(uid + gid)) return undefined;
  return { uid, gid };
}

/** Asks the kernel rather than the mode bits, so that ACLs and read-only mounts count too. */
export function canUse(user: PostgresUser, path: string, right: 'x' | 'w'): boolean {
  if (user.uid === undefined) return true;
  const { uid, gid } = user;
  // `cwd`: the caller's own may be closed to that user.
  return (
    spawnSync('/bin/sh', ['-c', `test -${right} "$1"`, 'sh', path], { uid, gid, cwd: '/' })
      .status === 0
  );
}

/**
 * The folder that will hold the cluster: beside the checkout, or where the user of Postgres can reach it
 * when the checkout lies below a closed folder such as /root.
 */
export async function placeCluster(dataDir: string, user: PostgresUser): Promise<string> {
  if (user.uid === undefined || user.gid === undefined) {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    return dataDir;
  }
  await mkdir(dataDir, { recursive: true });
  await chown(dataDir, user.uid, user.gid);
  if (canUse(user, dataDir, 'w')) return dataDir;
  await rm(dataDir, { recursive: true });
  const relocated = relocatedFolder(dataDir);
  await mkdir(dirname(relocated), { recursive: true, mode: 0o755 });
  await mkdir(relocated, { recursive: true, mode: 0o700 });
  await chown(relocated, user.uid, user.gid);
  return relocated;
}
