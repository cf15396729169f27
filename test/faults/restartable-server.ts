import { readFile, readlink } from 'node:fs/promises';
import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import {
  identify,
  isAlive,
  type ManagedProcess,
  spawnManaged,
} from '@ouderportaal/backing-services';

const PATIENCE_MS = 30_000;

/**
 * A server of somebody else's that the fault run may kill and start again exactly as it was: same
 * program, arguments, user and port. Needs Linux, where /proc tells all of that.
 */
export class RestartableServer {
  private running: ManagedProcess | undefined;
  private readonly settings: Promise<{
    command: string;
    args: string[];
    uid: number;
    gid: number;
  }>;

  constructor(
    private readonly name: string,
    private pid: number,
    private readonly port: number,
  ) {
    this.settings = settingsOf(pid);
  }

  /** Ends it at once; `SIGQUIT` is Postgres' immediate shutdown. */
  async end(signal: 'SIGKILL' | 'SIGQUIT' | 'SIGTERM'): Promise<void> {
    await this.settings;
    const identity = identify(this.pid);
    process.kill(this.pid, signal);
    while (isAlive(identity)) await wait(5);
  }

  /** Makes it stand still: connections stay, and nothing is answered. */
  pause(): void {
    process.kill(this.pid, 'SIGSTOP');
  }

  resume(): void {
    process.kill(this.pid, 'SIGCONT');
  }

  /** Resolves when it takes connections. */
  async start(): Promise<void> {
    const { command, args, uid, gid } = await this.settings;
    const givenUpAt = Date.now() + PATIENCE_MS;
    for (;;) {
      // Helpers of a killed server may hold its memory for a moment: then it ends at once.
      const running = await spawnManaged({
        name: this.name,
        command,
        args,
        uid,
        gid,
        cwd: '/',
        env: { PATH: '/usr/bin:/bin' },
        stopSignal: 'SIGINT',
      });
      this.running = running;
      this.pid = running.pid;
      if (await this.takesConnections(running)) return;
      if (Date.now() > givenUpAt) {
        throw new Error(`${this.name} does not start again:\n${running.lastLines()}`);
      }
      await wait(100);
    }
  }

  async stop(): Promise<void> {
    await this.running?.stop();
  }

  private async takesConnections(running: ManagedProcess): Promise<boolean> {
    let hasEnded = false;
    void running.exited.then(() => (hasEnded = true));
    while (!hasEnded) {
      if (await canConnect(this.port)) return true;
      await wait(10);
    }
    return false;
  }
}

async function settingsOf(pid: number) {
  const [line, status, command] = await Promise.all([
    readFile(`/proc/${pid}/cmdline`, 'utf8'),
    readFile(`/proc/${pid}/status`, 'utf8'),
    readlink(`/proc/${pid}/exe`),
  ]);
  const numberOf = (field: string) =>
    Number(new RegExp(`^${field}:\\t(\\d+)`, 'm').exec(status)?.[1]);
  const args = line.split('\0').slice(1, -1);
  return { command, args, uid: numberOf('Uid'), gid: numberOf('Gid') };
}

function canConnect(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
