import { createHash } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import { identify, isAlive, type ProcessIdentity } from './process/process-identity.js';
import { tryLock, unlock } from './lock.js';

/** What must be known again at the next start; kept beside the data, readable by its owner only. */
interface DataState {
  readonly password?: string;
  readonly port?: number;
  /** Where the data is: in files here, or in a Docker volume. */
  readonly madeBy?: 'docker' | 'local';
  /** The server that used the data last. */
  readonly server?: ProcessIdentity;
}

export interface HeldFolder {
  readonly state: DataState;
  readonly save: (change: Partial<DataState>) => Promise<void>;
  readonly saveServer: (pid: number) => Promise<void>;
  readonly release: () => Promise<void>;
}

/** Where data goes that the operating system user of Postgres cannot reach below the checkout. */
const RELOCATED_DATA = '/var/lib/ouderportaal';

function stateFile(dataDir: string): string {
  return `${resolve(dataDir)}.state.json`;
}

function lockFile(dataDir: string): string {
  return `${resolve(dataDir)}.lock`;
}

/** The same folder always gets the same short name: for a relocated folder, for a Docker volume. */
function folderHash(dataDir: string): string {
  return createHash('sha256').update(resolve(dataDir)).digest('hex').slice(0, 16);
}

export function relocatedFolder(dataDir: string): string {
  return join(RELOCATED_DATA, folderHash(dataDir));
}

export function volumeName(dataDir: string): string {
  return `ouderportaal-${folderHash(dataDir)}`;
}

/**
 * Makes this process the only one that uses the folder: two NATS servers on one store would destroy it,
 * and neither NATS nor MinIO looks. A server that outlived its starter is ended first.
 */
export async function holdDataFolder(dataDir: string, title: string): Promise<HeldFolder> {
  const { holder } = await tryLock(lockFile(dataDir));
  if (holder !== undefined) {
    throw new Error(
      `${title}: the data in ${resolve(dataDir)} is in use by process ${holder.pid}. ` +
        'Stop that one first, or give another data folder.',
    );
  }
  let isHeld = true;
  let state = await readState(dataDir);
  await endPreviousServer(state.server);
  const save = async (change: Partial<DataState>): Promise<void> => {
    state = { ...state, ...change };
    const file = stateFile(dataDir);
    await writeFile(`${file}.new`, JSON.stringify(state), { mode: 0o600 });
    await rename(`${file}.new`, file);
  };
  return {
    get state() {
      return state;
    },
    save,
    saveServer: (pid) => save({ server: identify(pid) }),
    release: async () => {
      // A second call must not take away the lock of whoever holds the folder by then.
      if (!isHeld) return;
      isHeld = false;
      // Without a password there is nothing to know again; and the whole folder may be gone by now.
      if (state.password === undefined) await rm(stateFile(dataDir), { force: true });
      else await save({ server: undefined }).catch(() => undefined);
      await unlock(lockFile(dataDir));
    },
  };
}

export async function readState(dataDir: string): Promise<DataState> {
  try {
    return JSON.parse(await readFile(stateFile(dataDir), 'utf8')) as DataState;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw error;
  }
}

/** Starter and watchdog may both be gone while the server lives; or the watchdog is just ending it. */
async function endPreviousServer(server: ProcessIdentity | undefined): Promise<void> {
  // Without a start time the number may by now be anybody's process.
  if (server?.startedAt === undefined || !isAlive(server)) return;
  signal(server, 'SIGINT');
  const askedAt = performance.now();
  while (isAlive(server)) {
    if (performance.now() - askedAt > 6000) signal(server, 'SIGKILL');
    await wait(20);
  }
}

function signal(server: ProcessIdentity, name: NodeJS.Signals): void {
  try {
    process.kill(server.pid, name);
  } catch {
    // Ended between the check and the signal.
  }
}
