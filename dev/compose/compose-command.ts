import { access, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type BackingEnvironment,
  findGo,
  goEnvironment,
  NoGo,
  onPath,
  run,
  succeeds,
} from '@ouderportaal/backing-services';
import type { Log } from './docker.js';
import { NoEngine } from './engine.js';

const MODULE = 'github.com/docker/compose/v2';
const VERSION = 'v2.40.3';

/** Compose 2: the plugin, a program of its own, or built once with Go from a pinned version. */
export async function findCompose(environment: BackingEnvironment, log: Log): Promise<string[]> {
  if (await succeeds('docker', ['compose', 'version'])) return ['docker', 'compose'];
  const installed = await onPath('docker-compose', environment.path);
  if (installed && (await isTwo(installed))) return [installed];
  const cached = join(environment.cacheDir, `docker-compose-${VERSION}`);
  const isCached = await access(cached).then(
    () => true,
    () => false,
  );
  if (!isCached) await build(cached, environment, log);
  return [cached];
}

async function isTwo(path: string): Promise<boolean> {
  const output = await run(path, ['version', '--short']).catch(() => '');
  return /^v?[2-9]/.test(output);
}

async function build(target: string, environment: BackingEnvironment, log: Log): Promise<void> {
  const go = await findGo(environment, log).catch((error: unknown) => {
    if (!(error instanceof NoGo)) throw error;
    throw new NoEngine(`Compose 2 is not installed, Go to build it is not, and ${error.message}.`);
  });
  log(`Building Compose ${VERSION} with Go, about two minutes, first time only …`);
  const folder = await mkdtemp(join(tmpdir(), 'ouderportaal-compose-'));
  const options = { cwd: folder, env: goEnvironment(environment) };
  try {
    // Its go.mod replaces modules, which `go install` refuses; a module around it may.
    await run(go, ['mod', 'init', 'build'], options);
    await run(go, ['get', `${MODULE}@${VERSION}`], options);
    const output = join(folder, 'docker-compose');
    await run(go, ['build', '-mod=mod', '-trimpath', '-o', output, `${MODULE}/cmd`], options);
    await mkdir(environment.cacheDir, { recursive: true });
    await run('cp', [output, `${target}.new`]);
    await rename(`${target}.new`, target);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
