import { stat } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';

import { tryLock, unlock } from './lock.js';
import type { Log } from './types.js';

interface MakeOnce {
  /** What is made; its name holds the version. */
  readonly target: string;
  /** Name of the server in progress lines, e.g. `NATS`. */
  readonly title: string;
  readonly log: Log;
  /** Gives up waiting for another process. */
  readonly signal?: AbortSignal;
  /** Makes the target, whole or not at all. */
  readonly make: () => Promise<void>;
}

const PROGRESS_EVERY_MS = 5000;

/** Makes what the cache lacks, unless another process just does: then waits for that one. */
export async function makeOnce({ target, title, log, signal, make }: MakeOnce): Promise<void> {
  const lock = `${target}.lock`;
  const since = performance.now();
  let toldAt = since;
  for (;;) {
    signal?.throwIfAborted();
    const { holder } = await tryLock(lock);
    if (await exists(target)) {
      if (holder === undefined) await unlock(lock);
      return;
    }
    if (holder === undefined) break;
    if (performance.now() - toldAt >= PROGRESS_EVERY_MS || toldAt === since) {
      const kind = toldAt === since ? 'step' : 'again';
      toldAt = performance.now();
      log(`${title}: process ${holder.pid} is making it, waiting … ${elapsed(since)}`, kind);
    }
    await wait(200);
  }
  try {
    await make();
  } finally {
    await unlock(lock);
  }
}

export function elapsed(since: number): string {
  return `${Math.round((performance.now() - since) / 1000)} s`;
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
