import { type ProcessName } from '@ouderportaal/contracts';
import { type ChildProcess, fork, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import { forgetProcess, watchProcess } from '@ouderportaal/backing-services';

const PATIENCE_MS = 60_000;

export interface Started {
  name: ProcessName;
  url: string;
  pid: number;
  /** From its start until it said it was ready. */
  readyAfterMs: number;
  /** Stands still until `goOn`. */
  hold(): void;
  goOn(): void;
  stop(): Promise<void>;
}

/**
 * A process of the portal whose log goes straight to a file: the starter of `npm start` reads every
 * line, and here that would be work of the benchmark on the cores it measures.
 */
export async function startProcess(
  name: ProcessName,
  environment: Record<string, string>,
  dataDir: string,
): Promise<Started> {
  const log = openSync(join(dataDir, `${name}.log`), 'a');
  const startedAt = performance.now();
  const script = join(import.meta.dirname, `../../apps/${name}/src/main.js`);
  const child = spawn(process.execPath, [script], {
    env: environment,
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  const { pid = 0 } = child;
  watchProcess(pid, 'SIGTERM');
  const url = `http://127.0.0.1:${environment['PORT'] ?? ''}`;
  const stop = () => end(child);
  while (!(await isReady(url))) {
    if (child.exitCode !== null || performance.now() - startedAt > PATIENCE_MS) {
      await stop();
      throw new Error(`${name} did not become ready; see ${dataDir}/${name}.log`);
    }
    await wait(10);
  }
  const readyAfterMs = performance.now() - startedAt;
  const hold = () => void child.kill('SIGSTOP');
  const goOn = () => void child.kill('SIGCONT');
  return { name, url, pid, readyAfterMs, hold, goOn, stop };
}

export interface Baseline {
  url: string;
  stop(): void;
}

export async function startBaseline(databaseUrl: string): Promise<Baseline> {
  const child = fork(join(import.meta.dirname, '../baseline/main.js'), [databaseUrl]);
  const url = await new Promise<string>((resolve, reject) => {
    child.once('message', (message: { url: string }) => resolve(message.url));
    child.once('exit', () => reject(new Error('The baseline did not start')));
  });
  return { url, stop: () => child.disconnect() };
}

/** Megabytes of memory that a process really holds; NaN where the system does not say. */
export function residentMegabytes(pid: number): number {
  try {
    const kilobytes = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return Number(kilobytes) / 1024;
  } catch {
    return Number.NaN;
  }
}

async function isReady(url: string): Promise<boolean> {
  const response = await fetch(`${url}/health/ready`).catch(() => null);
  await response?.arrayBuffer();
  return response?.ok ?? false;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGCONT');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), 10_000);
  await ended;
  clearTimeout(timer);
  if (child.pid !== undefined) forgetProcess(child.pid);
}
