import { type ProcessName } from '@ouderportaal/contracts';
import { join } from 'node:path';
import { type Log, type ManagedProcess, spawnManaged } from '@ouderportaal/backing-services';
import { openLog } from './log-folder.js';

const PATIENCE_MS = 60_000;
const LOOK_EVERY_MS = 50;

type Health = 'live' | 'ready';

export interface ServiceProcess {
  name: ProcessName;
  url: string;
  /** Where a debugger can attach, when it can. */
  debugPort: number | undefined;
  pid(): number;
  /** Rejects when it does not become ready in a minute. */
  whenReady(): Promise<void>;
  /** Asks it to end, as a deployment would, and resolves when its successor is ready. */
  restart(): Promise<void>;
  /** Ends it for good. */
  stop(): Promise<void>;
}

interface ServiceProcessOptions {
  name: ProcessName;
  environment: Record<string, string>;
  /** Where its JSON log lines go. */
  logDir: string;
  /** What the first start waits for; `live` lets it work without something that follows. `ready` unless told. */
  awaits?: Health;
  /** Where a debugger can attach, on this machine only; nowhere unless told. */
  debugPort?: number;
  /** True: one that ends by itself stays down until it is restarted. */
  staysDown?: boolean;
  log: Log;
}

/** Runs one process of the portal, and runs it again when it dies by itself. */
export async function startServiceProcess(options: ServiceProcessOptions): Promise<ServiceProcess> {
  const { name, environment, logDir, log } = options;
  let { awaits = 'ready' } = options;
  const url = `http://127.0.0.1:${environment['PORT'] ?? ''}`;
  const file = openLog(logDir, name);
  let isStopping = false;
  let isDown = false;
  let pid = 0;
  const spawn = async (): Promise<ManagedProcess> => {
    const running = await spawnManaged({
      name,
      command: process.execPath,
      args: [
        ...debuggerAt(options.debugPort),
        join(import.meta.dirname, `../../apps/${name}/src/main.js`),
      ],
      env: environment,
      killAfterMs: 15_000,
      onLine: (line) => file.write(`${line}\n`),
    });
    pid = running.pid;
    isDown = false;
    return running;
  };
  const watch = (running: ManagedProcess): ManagedProcess => {
    void running.exited.then(({ code, signal, expected }) => {
      if (isStopping) return;
      const how = signal ?? code ?? '';
      isDown = !expected && options.staysDown === true;
      const next = isDown ? 'it stays down' : 'starting it again';
      if (!expected) log(`${name} ended by itself (${how}); ${next}`, 'notice');
      if (isDown) return;
      current = spawn().then(watch);
    });
    return running;
  };
  const first = await spawn();
  await healthy(url, awaits, first);
  let current = Promise.resolve(watch(first));
  return {
    name,
    url,
    debugPort: options.debugPort,
    pid: () => pid,
    whenReady: async () => {
      await healthy(url, 'ready', await current);
      awaits = 'ready';
    },
    restart: async () => {
      if (isDown) current = spawn().then(watch);
      else await (await current).stop();
      await healthy(url, awaits, await current);
    },
    stop: async () => {
      isStopping = true;
      await (await current).stop();
      file.end();
    },
  };
}

function debuggerAt(port: number | undefined): string[] {
  return port === undefined ? [] : [`--inspect=127.0.0.1:${port}`, '--inspect-publish-uid=http'];
}

async function healthy(url: string, health: Health, running: ManagedProcess): Promise<void> {
  const ended = running.exited.then(() => true);
  const givenUpAt = Date.now() + PATIENCE_MS;
  for (;;) {
    const response = await fetch(`${url}/health/${health}`).catch(() => null);
    if (response?.ok) return;
    const pause = new Promise<false>((resolve) => setTimeout(resolve, LOOK_EVERY_MS, false));
    if ((await Promise.race([ended, pause])) || Date.now() > givenUpAt) {
      await running.stop();
      throw new Error(`${running.name} did not become ready. It said:\n${running.lastLines()}`);
    }
  }
}
