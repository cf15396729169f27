import { execFile } from 'node:child_process';
import { chown, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { type ProcessIdentity, startTimeOf } from './process/process-identity.js';
import { MINIMUM_POSTGRES_MAJOR } from './pinned-versions.js';
import type { PostgresBinaries } from './postgres-binaries.js';
import type { PostgresUser } from './postgres-user.js';

const run = promisify(execFile);

/** The major version of the cluster in the folder, or undefined when there is none. */
export async function clusterMajor(folder: string): Promise<number | undefined> {
  const text = await readFile(join(folder, 'PG_VERSION'), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : Number(text.trim());
}

export function assertUsable(major: number, dataDir: string): void {
  if (major >= MINIMUM_POSTGRES_MAJOR) return;
  throw new Error(
    `Postgres: ${dataDir} holds data of version ${major}, this project uses ` +
      `${MINIMUM_POSTGRES_MAJOR}. Remove it with "npm run reset", or point to another folder.`,
  );
}

interface NewCluster {
  readonly folder: string;
  readonly password: string;
  readonly durable: boolean;
}

/** Made under another name and renamed when complete, so that a killed initdb leaves nothing half. */
export async function createCluster(
  cluster: NewCluster,
  binaries: PostgresBinaries,
  user: PostgresUser,
): Promise<void> {
  const unfinished = join(cluster.folder, 'new');
  const secretDir = await mkdtemp(join(tmpdir(), 'ouderportaal-'));
  const passwordFile = join(secretDir, 'password');
  try {
    await rm(unfinished, { recursive: true, force: true });
    await writeFile(passwordFile, `${cluster.password}\n`, { mode: 0o600 });
    if (user.uid !== undefined && user.gid !== undefined) {
      await chown(passwordFile, user.uid, user.gid);
      await chown(secretDir, user.uid, user.gid);
    }
    const flags = [...(await localeFlags()), ...(cluster.durable ? [] : ['--no-sync'])];
    const fixed = ['--username=postgres', '--auth=scram-sha-256', '--encoding=UTF8'];
    await run(
      binaries.initdb,
      [`--pgdata=${unfinished}`, `--pwfile=${passwordFile}`, ...fixed, ...flags],
      { ...user, cwd: '/', env: { PATH: '/usr/bin:/bin' } },
    );
    await rename(unfinished, clusterFolder(cluster.folder));
  } finally {
    await rm(secretDir, { recursive: true, force: true });
  }
}

export function clusterFolder(folder: string): string {
  return join(folder, 'cluster');
}

/**
 * Sorting and upper/lower case come from Postgres itself, so that they are the same on every machine.
 * Only the character classes of trigram and text search still ask the system; without a UTF-8 locale
 * there, "é" would not be a letter.
 */
async function localeFlags(): Promise<string[]> {
  const listed = await run('locale', ['-a']).catch(() => ({ stdout: '' }));
  const names = listed.stdout.split(/\s+/);
  const wanted = ['c.utf8', 'en_us.utf8', 'nl_nl.utf8'];
  const found = wanted
    .map((name) => names.find((candidate) => candidate.toLowerCase().replace('-', '') === name))
    .find((name) => name !== undefined);
  const builtin = ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  return found === undefined ? builtin : [...builtin, `--lc-ctype=${found}`];
}

/**
 * Postgres refuses to start while the process named in postmaster.pid lives. After a kill -9 that number
 * may have gone to another process; only then the file is removed. In all other cases Postgres decides
 * itself, as it also looks for backends that still hold the shared memory.
 */
export async function removeMistakenPid(
  folder: string,
  previous: ProcessIdentity | undefined,
): Promise<void> {
  const file = join(folder, 'postmaster.pid');
  const text = await readFile(file, 'utf8').catch(() => '');
  const pid = Number.parseInt(text, 10);
  if (previous?.pid !== pid || previous.startedAt === undefined) return;
  const now = startTimeOf(pid);
  if (now !== undefined && now !== previous.startedAt) await rm(file, { force: true });
}
