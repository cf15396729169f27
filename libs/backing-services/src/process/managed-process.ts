import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

import { forgetProcess, watchProcess } from './watchdog-client.js';

export interface ManagedProcessOptions {
  /** What a person calls it in messages: "Postgres", "the planning service". */
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  /** The whole environment of the process; nothing is inherited unless the caller passes it on. */
  readonly env: NodeJS.ProcessEnv;
  /** Another user to run as; only root can ask for that. */
  readonly uid?: number;
  readonly gid?: number;
  /** How the process is asked to end; SIGTERM unless told (Postgres: SIGINT, a fast shutdown). */
  readonly stopSignal?: NodeJS.Signals;
  /** How long it may take to end before SIGKILL; 5 s unless told. */
  readonly killAfterMs?: number;
  readonly onLine?: (line: string, stream: 'stdout' | 'stderr') => void;
  /** An IPC channel for `process.send`, for children that are Node processes of ours. */
  readonly ipc?: boolean;
}

interface ProcessExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** False when nobody here asked it to end. */
  readonly expected: boolean;
}

export interface ManagedProcess {
  readonly name: string;
  readonly pid: number;
  readonly child: ChildProcess;
  /** Resolves once, when the process has ended and its output has been read; never rejects. */
  readonly exited: Promise<ProcessExit>;
  /** The last lines it wrote, for a message about why it ended. */
  lastLines(): string;
  /** Asks it to end and waits until it has; may be called more than once. */
  stop(): Promise<void>;
}

const KEPT_LINES = 20;

/**
 * Starts a process that is certain to end: by `stop()`, or by the watchdog when this process dies
 * first. It leads a process group of its own, so Ctrl-C reaches the starter alone, which can then stop
 * everything in the right order.
 */
export async function spawnManaged(options: ManagedProcessOptions): Promise<ManagedProcess> {
  const child = spawn(options.command, options.args, {
    cwd: options.cwd,
    env: options.env,
    uid: options.uid,
    gid: options.gid,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', ...(options.ipc === true ? (['ipc'] as const) : [])],
  });
  // Attached before the first await, so that neither a quick end nor its last words are missed.
  const state = { stopping: false };
  const lines = collectLines(child, options.onLine);
  const exited = new Promise<ProcessExit>((resolve) => {
    child.once('close', (code, signal) => {
      if (child.pid !== undefined) forgetProcess(child.pid);
      resolve({ code, signal, expected: state.stopping });
    });
  });
  const { pid } = child;
  if (pid === undefined) {
    const error = await new Promise<Error>((resolve) => child.once('error', resolve));
    throw new Error(`${options.name} could not be started: ${error.message}`, { cause: error });
  }
  child.on('error', () => undefined);
  watchProcess(pid, options.stopSignal ?? 'SIGTERM');
  const stop = async (): Promise<void> => {
    state.stopping = true;
    await endChild(child, exited, options);
  };
  return { name: options.name, pid, child, exited, lastLines: () => lines.join('\n'), stop };
}

function collectLines(child: ChildProcess, onLine: ManagedProcessOptions['onLine']): string[] {
  const kept: string[] = [];
  const read = (input: Readable | null, stream: 'stdout' | 'stderr'): void => {
    if (input === null) return;
    createInterface({ input }).on('line', (line) => {
      kept.push(line);
      if (kept.length > KEPT_LINES) kept.shift();
      onLine?.(line, stream);
    });
  };
  read(child.stdout, 'stdout');
  read(child.stderr, 'stderr');
  return kept;
}

async function endChild(
  child: ChildProcess,
  exited: Promise<ProcessExit>,
  options: ManagedProcessOptions,
): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) {
    await exited;
    return;
  }
  child.kill(options.stopSignal ?? 'SIGTERM');
  const timer = setTimeout(() => {
    killGroup(child);
  }, options.killAfterMs ?? 5000);
  await exited;
  clearTimeout(timer);
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    child.kill('SIGKILL');
  }
}
