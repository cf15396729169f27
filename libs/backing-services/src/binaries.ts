import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

import type { BackingEnvironment } from './environment.js';
import { buildWithGo } from './go-build.js';
import { findGo, NoGo } from './go-toolchain.js';
import { isExecutable, onPath } from './on-path.js';
import type { ServerProgram } from './programs.js';
import type { Log } from './types.js';
import { isAtLeast } from './versions.js';

export interface FoundBinary {
  readonly path: string;
  /** For the line that says what was taken. */
  readonly origin: string;
}

/** From PATH when it is new enough, else from the cache, else built once; `background` as GoBuild has it. */
export async function findBinary(
  program: ServerProgram,
  environment: BackingEnvironment,
  log: Log,
  background?: AbortSignal,
): Promise<FoundBinary> {
  const { binary, refusal } = await look(program, environment);
  if (binary !== undefined) return binary;
  if (refusal !== undefined) log(`${program.title}: ${refusal}`, 'notice');
  const go = await findGo(environment, log, background).catch((error: unknown) => {
    throw error instanceof NoGo ? new Error(notAvailable(program, refusal, error)) : error;
  });
  const target = cached(program, environment);
  await buildWithGo({ program, go, target, environment, log, background });
  return { path: target, origin: `${program.name} ${program.label} built with Go` };
}

/** Whether nothing has to be built first. */
export async function isThere(
  program: ServerProgram,
  environment: BackingEnvironment,
): Promise<boolean> {
  return (await look(program, environment)).binary !== undefined;
}

interface Looked {
  readonly binary?: FoundBinary;
  /** Why the one on PATH is not used. */
  readonly refusal?: string;
}

async function look(program: ServerProgram, environment: BackingEnvironment): Promise<Looked> {
  const installed = await onPath(program.name, environment.path);
  let refusal: string | undefined;
  if (installed !== undefined) {
    refusal = await refuse(program, installed);
    if (refusal === undefined) {
      return { binary: { path: installed, origin: `${program.name} from PATH` } };
    }
  }
  const path = cached(program, environment);
  if (!(await isExecutable(path))) return { refusal };
  return { binary: { path, origin: `${program.name} ${program.label} from the cache` } };
}

function cached(program: ServerProgram, { cacheDir }: BackingEnvironment): string {
  return join(cacheDir, `${program.name}-${program.version}`);
}

/** Why the program at this path is not used, or undefined when it can be. */
async function refuse(program: ServerProgram, path: string): Promise<string | undefined> {
  let output: string;
  try {
    ({ stdout: output } = await promisify(execFile)(path, ['--version'], { timeout: 5000 }));
  } catch {
    return `${path} does not answer to --version and is not used.`;
  }
  const version = program.readVersion(output);
  if (version === undefined) return `${path} does not say which version it is and is not used.`;
  if (isAtLeast(version, program.minimum)) return undefined;
  return (
    `${path} is version ${version.join('.')}; ${program.minimum} or newer is needed ` +
    `(${program.whyMinimum}), so it is not used.`
  );
}

function notAvailable(program: ServerProgram, refusal: string | undefined, why: NoGo): string {
  const found = refusal ?? `${program.name} is not installed.`;
  return (
    `${program.title}: ${found} Go, to build it once, is not installed either, and ${why.message}. ` +
    `Do one of these: macOS: "brew install ${program.brewFormula}"; ` +
    'Debian 13: "apt install golang" (Debian 12: "apt install -t bookworm-backports golang", or Go from ' +
    'go.dev with its bin folder on PATH); ' +
    `or start Docker, which then runs ${program.image}.`
  );
}
