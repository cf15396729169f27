import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import { spawnManaged } from '../process/managed-process.js';
import type { BackingEnvironment } from './environment.js';
import { tryLock, unlock } from './lock.js';
import type { ServerProgram } from './programs.js';
import type { Log } from './types.js';

export interface GoBuild {
  readonly program: ServerProgram;
  readonly go: string;
  /** Where the finished program goes; its name holds the version. */
  readonly target: string;
  readonly environment: BackingEnvironment;
  readonly log: Log;
}

const PROGRESS_EVERY_MS = 5000;

/** Builds the pinned version, checksum-verified by Go's module proxy, unless another process just does. */
export async function buildWithGo(build: GoBuild): Promise<void> {
  const lock = `${build.target}.lock`;
  const since = performance.now();
  let toldAt = since;
  for (;;) {
    const { holder } = await tryLock(lock);
    if (await exists(build.target)) {
      if (holder === undefined) await unlock(lock);
      return;
    }
    if (holder === undefined) break;
    if (performance.now() - toldAt >= PROGRESS_EVERY_MS || toldAt === since) {
      toldAt = performance.now();
      build.log(
        `${build.program.title}: process ${holder.pid} is building it, waiting … ${elapsed(since)}`,
      );
    }
    await wait(200);
  }
  try {
    await install(build);
  } finally {
    await unlock(lock);
  }
}

async function install({ program, go, target, environment, log }: GoBuild): Promise<void> {
  // Beside the target: a rename is atomic only within one file system.
  const bin = `${target}.build`;
  await rm(bin, { recursive: true, force: true });
  await mkdir(bin, { recursive: true });
  const since = performance.now();
  const tell = (): void => {
    log(
      `${program.title}: building ${program.name} … ${elapsed(since)}, ` +
        `first time only, ${program.buildTakes}`,
    );
  };
  tell();
  const progress = setInterval(tell, PROGRESS_EVERY_MS);
  try {
    const compiler = await spawnManaged({
      name: `Go (for ${program.name})`,
      command: go,
      args: ['install', `${program.module}@${program.version}`],
      // Outside any Go module, whose settings would take part.
      cwd: bin,
      env: {
        ...environment.inherited,
        GOBIN: bin,
        CGO_ENABLED: '0',
        GO111MODULE: 'on',
        // An older Go fetches the one that the program asks for.
        GOTOOLCHAIN: 'auto',
      },
    });
    const { code } = await compiler.exited;
    if (code !== 0) {
      throw new Error(
        `${program.title}: Go could not build ${program.name} (it needs Go 1.21 or newer ` +
          `and, once, the network):\n${compiler.lastLines()}`,
      );
    }
    await rename(join(bin, program.name), target);
    log(`${program.title}: ${program.name} built in ${elapsed(since)}`);
  } finally {
    clearInterval(progress);
    await rm(bin, { recursive: true, force: true });
  }
}

function elapsed(since: number): string {
  return `${Math.round((performance.now() - since) / 1000)} s`;
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
