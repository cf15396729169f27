import { existsSync } from 'node:fs';
import { request } from 'node:http';

import type { BackingEnvironment } from './environment.js';

export interface DockerEngine {
  readonly socketPath: string;
}

const ANSWER_WITHIN_MS = 1000;

const found = new Map<string, Promise<DockerEngine | undefined>>();

/**
 * The first engine of this machine that answers. Asked once per process: services that start side by
 * side must not disagree because one answer came while another of them kept the process busy.
 */
export function findDockerEngine(
  environment: BackingEnvironment,
): Promise<DockerEngine | undefined> {
  const key = environment.dockerSockets.join();
  const engine = found.get(key) ?? askEngines(environment.dockerSockets);
  found.set(key, engine);
  return engine;
}

async function askEngines(sockets: readonly string[]): Promise<DockerEngine | undefined> {
  for (const socketPath of sockets) {
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
