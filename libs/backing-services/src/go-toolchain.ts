import { mkdir, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

import { run } from './process/run.js';
import type { BackingEnvironment } from './environment.js';
import { elapsed, makeOnce } from './make-once.js';
import { unpackModule } from './module-zip.js';
import { isExecutable, onPath } from './on-path.js';
import { GO_HASHES, GO_VERSION, MINIMUM_GO } from './pinned-versions.js';
import type { Log } from './types.js';
import { isAtLeast, parseVersion } from './versions.js';

const FETCH_WITHIN_MS = 300_000;
const PLATFORMS: Record<string, string> = { x64: 'amd64', arm64: 'arm64' };

/** Neither is Go installed nor can it be fetched; the message says why, without a full stop. */
export class NoGo extends Error {}

/**
 * The go command: from PATH when it is new enough, else from the cache, else fetched once from Go's
 * module proxy, where a toolchain is a module like any other. Its hash is pinned here and is the one of
 * Go's checksum database.
 *
 * @throws NoGo
 */
export async function findGo(
  environment: BackingEnvironment,
  log: Log,
  signal?: AbortSignal,
): Promise<string> {
  const installed = await onPath('go', environment.path);
  if (installed !== undefined && (await isNewEnough(installed))) return installed;
  const folder = join(environment.cacheDir, `go-${GO_VERSION}`);
  const command = join(folder, 'bin', 'go');
  if (await isExecutable(command)) return command;
  await makeOnce({
    target: folder,
    title: 'Go',
    log,
    signal,
    make: () => fetchToolchain(folder, environment, log),
  });
  return command;
}

/** What every build with Go needs: no compiler of C, and no settings of another Go. */
export function goEnvironment({ inherited }: BackingEnvironment): NodeJS.ProcessEnv {
  return {
    ...inherited,
    // Its caches are below it.
    HOME: inherited.HOME ?? homedir(),
    CGO_ENABLED: '0',
    GO111MODULE: 'on',
    GOROOT: '',
    // An older Go fetches the one that the program asks for.
    GOTOOLCHAIN: 'auto',
  };
}

async function isNewEnough(command: string): Promise<boolean> {
  const output = await run(command, ['env', 'GOVERSION'], { timeoutMs: 20_000 }).catch(() => '');
  return isAtLeast(parseVersion(output) ?? [], MINIMUM_GO);
}

async function fetchToolchain(
  folder: string,
  { goProxy }: BackingEnvironment,
  log: Log,
): Promise<void> {
  const platform = `${process.platform}-${PLATFORMS[process.arch] ?? process.arch}`;
  const hash = GO_HASHES[platform];
  if (hash === undefined) throw new NoGo(`there is none for ${platform} to fetch`);
  if (goProxy === undefined) throw new NoGo('GOPROXY forbids to fetch it');
  const since = performance.now();
  const version = `v0.0.1-go${GO_VERSION}.${platform}`;
  const url = `${goProxy}/golang.org/toolchain/@v/${version}.zip`;
  log(`Go: fetching ${GO_VERSION} from ${goProxy}, 70 MB, first time only …`);
  const fresh = `${folder}.new`;
  try {
    await rm(fresh, { recursive: true, force: true });
    await mkdir(dirname(fresh), { recursive: true });
    const zip = await fetched(url);
    const prefix = `golang.org/toolchain@${version}/`;
    const found = await unpackModule(zip, prefix, fresh).catch((error: unknown) => {
      throw new NoGo(`what ${url} holds cannot be unpacked: ${reasonOf(error)}`, { cause: error });
    });
    if (found !== hash) throw new NoGo(`what ${url} holds is not what is pinned here (${found})`);
    await rename(fresh, folder);
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
  log(`Go: ${GO_VERSION} fetched and verified in ${elapsed(since)}`);
}

async function fetched(url: string): Promise<Buffer> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(FETCH_WITHIN_MS) });
    if (!response.ok) throw new Error(`status ${response.status}`);
    return Buffer.from(await response.arrayBuffer());
  } catch (error) {
    throw new NoGo(`${url} cannot be fetched: ${reasonOf(error)}`, { cause: error });
  }
}

/** What `fetch` says itself is only that it failed. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}
