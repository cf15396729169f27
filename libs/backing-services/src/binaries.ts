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

/** From PATH when it is new enough, else from the cache, else built once. */
export async function findBinary(
  program: ServerProgram,
  environment: BackingEnvironment,
  log: Log,
): Promise<FoundBinary> {
  const installed = await onPath(program.name, environment.path);
  let refusal: string | undefined;
  if (installed !== undefined) {
    refusal = await refuse(program, installed);
    if (refusal === undefined) return { path: installed, origin: `${program.name} from PATH` };
  }
  const cached = join(environment.cacheDir, `${program.name}-${program.version}`);
  const origin = `${program.name} ${program.label}`;
  if (await isExecutable(cached)) return { path: cached, origin: `${origin} from the cache` };
  if (refusal !== undefined) log(`${program.title}: ${refusal}`);
  const go = await findGo(environment, log).catch((error: unknown) => {
    throw error instanceof NoGo ? new Error(notAvailable(program, refusal, error)) : error;
  });
  await buildWithGo({ program, go, target: cached, environment, log });
  return { path: cached, origin: `${origin} built with Go` };
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
