import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { type ManagedProcess, spawnManaged } from './process/managed-process.js';
import type { BackingEnvironment } from './environment.js';
import { goEnvironment } from './go-toolchain.js';
import { elapsed, makeOnce } from './make-once.js';
import type { ServerProgram } from './programs.js';
import { onPath } from './on-path.js';
import type { LineKind, Log } from './types.js';

interface GoBuild {
  readonly program: ServerProgram;
  readonly go: string;
  /** Where the finished program goes; its name holds the version. */
  readonly target: string;
  readonly environment: BackingEnvironment;
  readonly log: Log;
  /** Given when nobody waits for it: built at low priority, and given up when this says so. */
  readonly background?: AbortSignal;
}

const PROGRESS_EVERY_MS = 5000;

/** Builds the pinned version, checksum-verified by Go's module proxy, unless another process just does. */
export async function buildWithGo(build: GoBuild): Promise<void> {
  const { target, log, background: signal } = build;
  const { title } = build.program;
  await makeOnce({ target, title, log, signal, make: () => install(build) });
}

async function install(build: GoBuild): Promise<void> {
  const { program, target, log, background } = build;
  // Beside the target: a rename is atomic only within one file system.
  const bin = `${target}.build`;
  await rm(bin, { recursive: true, force: true });
  await mkdir(bin, { recursive: true });
  const since = performance.now();
  const tell = (kind: LineKind): void => {
    const what = `${program.title}: building ${program.name} … ${elapsed(since)}`;
    log(`${what}, first time only, ${program.buildTakes}`, kind);
  };
  tell('step');
  const progress = setInterval(() => {
    tell('again');
  }, PROGRESS_EVERY_MS);
  try {
    const compiler = await startCompiler(build, bin);
    const giveUp = (): void => void compiler.stop();
    background?.addEventListener('abort', giveUp, { once: true });
    const { code } = await compiler.exited;
    background?.removeEventListener('abort', giveUp);
    background?.throwIfAborted();
    if (code !== 0) {
      throw new Error(
        `${program.title}: Go could not build ${program.name} (it needs ` +
          `the network, once):\n${compiler.lastLines()}`,
      );
    }
    await rename(join(bin, program.name), target);
    log(`${program.title}: ${program.name} built in ${elapsed(since)}`);
  } finally {
    clearInterval(progress);
    await rm(bin, { recursive: true, force: true });
  }
}

async function startCompiler(build: GoBuild, bin: string): Promise<ManagedProcess> {
  const { program, environment, background } = build;
  const nice = background && (await onPath('nice', environment.path));
  // Without symbols and debugging data: a fifth less to do, and nobody debugs it.
  const flags = ['-ldflags=-s -w', '-gcflags=all=-dwarf=false'];
  const go = [build.go, 'install', ...flags, `${program.module}@${program.version}`];
  const [command = build.go, ...args] = nice ? [nice, '-n', '15', ...go] : go;
  return spawnManaged({
    name: `Go (for ${program.name})`,
    command,
    args,
    // Outside any Go module, whose settings would take part.
    cwd: bin,
    env: { ...goEnvironment(environment), GOBIN: bin },
    // Go ends its compilers on this one.
    stopSignal: 'SIGINT',
    killAfterMs: 2000,
  });
}
