import { setTimeout as wait } from 'node:timers/promises';

import {
  type ManagedProcess,
  type ManagedProcessOptions,
  spawnManaged,
} from './process/managed-process.js';
import type { Log } from './types.js';

/** How a server shows that it can be used: a line it writes, or an answer to a question. */
interface Readiness {
  readonly line?: RegExp;
  readonly probe?: () => Promise<boolean>;
  readonly withinMs: number;
  /** Called before anything is waited for: whoever starts next must know of a server that was left. */
  readonly spawned: (pid: number) => Promise<void>;
}

/** Starts a server and waits until it can be used; else stops it and says with its own words why not. */
export async function startWhenReady(
  options: ManagedProcessOptions,
  readiness: Readiness,
): Promise<ManagedProcess> {
  const abort = new AbortController();
  const said = Promise.withResolvers<undefined>();
  const server = await spawnManaged({
    ...options,
    onLine: (line, stream) => {
      options.onLine?.(line, stream);
      if (readiness.line?.test(line) === true) said.resolve(undefined);
    },
  });
  await readiness.spawned(server.pid);
  const { signal } = abort;
  const failure = await Promise.race([
    said.promise,
    readiness.probe === undefined ? said.promise : probed(readiness.probe, signal),
    server.exited.then(() => 'ended at once'),
    wait(readiness.withinMs, `was not ready within ${readiness.withinMs / 1000} s`, { signal }),
  ]);
  // Settled losers of the race would otherwise reject unheard.
  abort.abort();
  if (failure === undefined) return server;
  await server.stop();
  throw new ServerStartError(`${options.name} ${failure}:\n${server.lastLines()}`);
}

/** The message ends with what the server itself wrote. */
export class ServerStartError extends Error {}

async function probed(probe: () => Promise<boolean>, signal: AbortSignal): Promise<undefined> {
  while (!signal.aborted && !(await probe().catch(() => false))) {
    await wait(20, undefined, { signal }).catch(() => undefined);
  }
  return undefined;
}

/** A server that ends while it is in use explains the errors that follow; say so where people look. */
export function reportUnexpectedEnd(server: ManagedProcess, log: Log): void {
  void server.exited.then(({ code, signal, expected }) => {
    if (expected) return;
    const how = signal ?? `code ${code ?? '?'}`;
    log(`${server.name} ended by itself (${how}):\n${server.lastLines()}`, 'notice');
  });
}
