/**
 * A process of its own that outlives its starter and then ends what the starter left behind.
 *
 * The starter holds the other end of stdin. However it dies (Ctrl-C, kill -9, out of memory), the
 * kernel closes that pipe, which is the one signal that cannot be missed. Imports nothing of this
 * project, so that it runs with plain `node` from the sources (Jest) as well as from dist/.
 */
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { createInterface } from 'node:readline';

/** One line of JSON on stdin each. */
export type WatchdogOrder =
  | { readonly do: 'watch'; readonly pid: number; readonly signal: NodeJS.Signals }
  | { readonly do: 'forget'; readonly pid: number }
  | { readonly do: 'watch-container'; readonly id: string; readonly socketPath: string }
  | { readonly do: 'forget-container'; readonly id: string };

const KILL_AFTER_MS = 5000;
const CHECK_EVERY_MS = 50;

const processes = new Map<number, { signal: NodeJS.Signals; startedAt: string | undefined }>();
const containers = new Map<string, string>();

/** Field 22 of /proc/<pid>/stat: tells a process from a later one that got the same number. */
function startTimeOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? undefined : fields[19];
  } catch {
    return undefined;
  }
}

function obey(order: WatchdogOrder): void {
  switch (order.do) {
    case 'watch':
      processes.set(order.pid, { signal: order.signal, startedAt: startTimeOf(order.pid) });
      break;
    case 'forget':
      processes.delete(order.pid);
      break;
    case 'watch-container':
      containers.set(order.id, order.socketPath);
      break;
    case 'forget-container':
      containers.delete(order.id);
      break;
  }
}

function isStillTheSame(pid: number): boolean {
  const known = processes.get(pid);
  if (known?.startedAt !== undefined) return startTimeOf(pid) === known.startedAt;
  try {
    process.kill(pid, 0);
    // On Linux an unknown start time means that the process was gone when it was announced.
    return process.platform !== 'linux';
  } catch {
    return false;
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // Gone between the check and the signal.
  }
}

function endProcesses(): void {
  for (const [pid, { signal: name }] of processes) if (isStillTheSame(pid)) signal(pid, name);
  const startedAt = performance.now();
  const timer = setInterval(() => {
    const left = [...processes.keys()].filter(isStillTheSame);
    if (left.length === 0) clearInterval(timer);
    else if (performance.now() - startedAt > KILL_AFTER_MS) {
      // Every managed process leads a group of its own; helpers it started go with it.
      for (const pid of left) {
        signal(-pid, 'SIGKILL');
        signal(pid, 'SIGKILL');
      }
      clearInterval(timer);
    }
  }, CHECK_EVERY_MS);
}

function removeContainers(): void {
  for (const [id, socketPath] of containers) {
    const path = `/containers/${id}?force=true&v=true`;
    request({ socketPath, path, method: 'DELETE' }, (response) => response.resume())
      .on('error', () => undefined)
      .end();
  }
}

// Ctrl-C in a terminal and a closed terminal are meant for the starter; stdin tells when it is gone.
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => undefined);

createInterface({ input: process.stdin })
  .on('line', (line) => {
    try {
      obey(JSON.parse(line) as WatchdogOrder);
    } catch {
      // The starter died while writing; what it told before still counts.
    }
  })
  .on('close', () => {
    endProcesses();
    removeContainers();
  });
