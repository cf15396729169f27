import { type ChildProcess, spawn } from 'node:child_process';
import { Socket } from 'node:net';
import { fileURLToPath } from 'node:url';

import type { WatchdogOrder } from './watchdog.js';

const WATCHDOG_SCRIPT = fileURLToPath(
  new URL(`./watchdog${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url),
);

const standing = new Map<string, WatchdogOrder>();
let watchdog: ChildProcess | undefined;

/** Should this process die without cleaning up, the watchdog ends `pid`: `signal`, and SIGKILL 5 s later. */
export function watchProcess(pid: number, signal: NodeJS.Signals): void {
  stand(`process ${pid}`, { do: 'watch', pid, signal });
}

export function forgetProcess(pid: number): void {
  forget(`process ${pid}`, { do: 'forget', pid });
}

/** The same for a container, through the engine's socket. */
export function watchContainer(id: string, socketPath: string): void {
  stand(`container ${id}`, { do: 'watch-container', id, socketPath });
}

export function forgetContainer(id: string): void {
  forget(`container ${id}`, { do: 'forget-container', id });
}

function stand(key: string, order: WatchdogOrder): void {
  const isRunning = watchdog !== undefined;
  standing.set(key, order);
  if (isRunning) tell(order);
  else start();
}

function forget(key: string, order: WatchdogOrder): void {
  if (!standing.delete(key)) return;
  tell(order);
  if (standing.size > 0) return;
  // Nothing left to guard. Jest loads this module once per test file; without this every file of a
  // run would leave a watchdog waiting until the worker ends.
  watchdog?.stdin?.end();
  watchdog = undefined;
}

function tell(order: WatchdogOrder): void {
  watchdog?.stdin?.write(`${JSON.stringify(order)}\n`);
}

function start(): void {
  // `detached`: a session of its own, so that the terminal's Ctrl-C and hang-up do not reach it.
  const child = spawn(process.execPath, [WATCHDOG_SCRIPT], {
    cwd: '/',
    detached: true,
    env: {},
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  watchdog = child;
  child.stdin.on('error', () => undefined);
  child.on('error', () => undefined);
  child.once('exit', () => {
    // Killed by somebody: the next thing to guard starts a new one, with the whole list.
    if (watchdog === child) watchdog = undefined;
  });
  child.unref();
  // The pipe must not keep the starter's event loop alive; what Node makes for it is a socket.
  if (child.stdin instanceof Socket) child.stdin.unref();
  for (const order of standing.values()) tell(order);
}
