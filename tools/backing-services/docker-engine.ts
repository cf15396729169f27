import { existsSync } from 'node:fs';
import { request } from 'node:http';

import type { BackingEnvironment } from './environment.js';

export interface DockerEngine {
  readonly socketPath: string;
}

const ANSWER_WITHIN_MS = 1000;

/** The first engine of this machine that answers; asked anew each time, it costs a millisecond. */
export async function findDockerEngine(
  environment: BackingEnvironment,
): Promise<DockerEngine | undefined> {
  for (const socketPath of environment.dockerSockets) {
    if (existsSync(socketPath) && (await callEngine({ socketPath }, 'GET', '/_ping')) === 200) {
      return { socketPath };
    }
  }
  return undefined;
}

/** Removes a named volume; silent when there is none. */
export async function removeVolume(engine: DockerEngine, name: string): Promise<void> {
  await callEngine(engine, 'DELETE', `/volumes/${encodeURIComponent(name)}`);
}

/** The status of the answer; undefined when there is none in time. */
function callEngine(
  engine: DockerEngine,
  method: string,
  path: string,
): Promise<number | undefined> {
  return new Promise((resolve) => {
    const signal = AbortSignal.timeout(ANSWER_WITHIN_MS);
    request({ socketPath: engine.socketPath, method, path, signal }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', () => {
        resolve(undefined);
      })
      .end();
  });
}
