import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { spawnManaged } from './process/managed-process.js';
import type { BackingEnvironment } from './environment.js';
import { goEnvironment } from './go-toolchain.js';
import { elapsed, makeOnce } from './make-once.js';
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
  const { target, log } = build;
  await makeOnce({ target, title: build.program.title, log, make: () => install(build) });
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
      env: { ...goEnvironment(environment), GOBIN: bin },
    });
    const { code } = await compiler.exited;
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
