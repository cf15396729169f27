import { readState } from './data-folder.js';
import { type DockerEngine, findDockerEngine } from './docker-engine.js';
import type { BackingEnvironment } from './environment.js';
import type { Log, RunningService } from './types.js';

/** How one service can be had; `environment` and `docker` only where there is such a way. */
interface Sources<T extends RunningService> {
  /** As it is called in messages: "Postgres". */
  readonly title: string;
  /** The variable that holds an address, and its value. */
  readonly variable: string;
  readonly address: string | undefined;
  readonly environment: (address: string) => Promise<T>;
  readonly docker?: (engine: DockerEngine) => Promise<T>;
  readonly local: () => Promise<T>;
  /** The folder whose data decides when it was made before: it is in Docker or it is not. */
  readonly dataDir: string;
}

/**
 * An address in the environment, else Docker, else a local process; one line says which and why.
 * What somebody asked for explicitly is never replaced by something else: then it fails with a sentence.
 */
export async function chooseSource<T extends RunningService>(
  sources: Sources<T>,
  environment: BackingEnvironment,
  log: Log,
): Promise<T> {
  const { forced } = environment;
  const say = (service: T, why: string): T => {
    log(`${sources.title}: ${service.source}; ${why}`);
    return service;
  };
  if (forced === 'environment' || (forced === undefined && sources.address !== undefined)) {
    return say(await fromEnvironment(sources), `${sources.variable} is set`);
  }
  if (forced === 'docker' && sources.docker !== undefined) {
    const engine = await findDockerEngine(environment);
    if (engine === undefined) {
      throw new Error(
        `${sources.title}: OUDERPORTAAL_BACKING=docker, but no Docker engine answers within a second. ` +
          'Start Docker, or leave OUDERPORTAAL_BACKING out.',
      );
    }
    return say(await sources.docker(engine), 'OUDERPORTAAL_BACKING=docker');
  }
  if (forced === 'local') return say(await sources.local(), 'OUDERPORTAAL_BACKING=local');
  return dockerElseLocal(sources, environment, say);
}

async function fromEnvironment<T extends RunningService>(sources: Sources<T>): Promise<T> {
  if (sources.address === undefined) {
    throw new Error(
      `${sources.title}: OUDERPORTAAL_BACKING=environment, but ${sources.variable} is not set.`,
    );
  }
  return sources.environment(sources.address);
}

async function dockerElseLocal<T extends RunningService>(
  sources: Sources<T>,
  environment: BackingEnvironment,
  say: (service: T, why: string) => T,
): Promise<T> {
  const noAddress = `${sources.variable} is not set`;
  if (sources.docker === undefined) return say(await sources.local(), noAddress);
  // Docker that was started or stopped in between must not make anybody's data seem gone.
  const { madeBy } = await readState(sources.dataDir);
  if (madeBy === 'local')
    return say(await sources.local(), `${noAddress}, the data is here already`);
  const engine = await findDockerEngine(environment);
  if (engine === undefined && madeBy === 'docker') {
    throw new Error(
      `${sources.title}: the data of ${sources.dataDir} is in a Docker volume, but no Docker engine ` +
        'answers. Start Docker; or begin anew without that data: "npm run reset".',
    );
  }
  if (engine === undefined) {
    return say(await sources.local(), `${noAddress}, no Docker engine answers`);
  }
  let reason: string;
  try {
    return say(await sources.docker(engine), `${noAddress}, a Docker engine answers`);
  } catch (error) {
    if (madeBy === 'docker') throw error;
    // Typically: no registry in reach to pull the image from. That must not stop anybody.
    reason = error instanceof Error ? error.message : String(error);
  }
  return say(await sources.local(), `Docker answers, but its container did not start (${reason})`);
}
