import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { onPath } from '../backing-services/binaries.js';
import { findDockerEngine } from '../backing-services/docker-engine.js';
import type { BackingEnvironment } from '../backing-services/environment.js';
import { spawnManaged } from '../process/managed-process.js';
import { run, succeeds } from '../process/run.js';
import type { Log } from './docker.js';

export interface Engine {
  socketPath: string;
  stop(): Promise<void>;
}

/** There is no engine and none can be had; the message says why. */
export class NoEngine extends Error {}

const READY_WITHIN_MS = 60_000;

/** The engine that answers; else, for root on Debian, one that lives as long as this process wants. */
export async function openEngine(environment: BackingEnvironment, log: Log): Promise<Engine> {
  const running = await findDockerEngine(environment);
  if (running) return { socketPath: running.socketPath, stop: async () => {} };
  if (process.getuid?.() !== 0) {
    throw new NoEngine('No Docker engine answers, and only root can start one.');
  }
  if (!(await hasDaemon(environment, log))) {
    throw new NoEngine('No Docker engine answers, and docker.io cannot be installed here.');
  }
  return startEngine(environment, log);
}

async function hasDaemon(environment: BackingEnvironment, log: Log): Promise<boolean> {
  const path = `${environment.path}:/usr/sbin:/sbin`;
  if (await onPath('dockerd', path)) return true;
  if (!(await onPath('apt-get', path))) return false;
  log('Installing docker.io …');
  const env = { ...environment.inherited, DEBIAN_FRONTEND: 'noninteractive' };
  await succeeds('apt-get', ['update', '--quiet'], { env });
  const packages = ['docker.io', 'iptables', 'debootstrap'];
  const install = ['install', '--yes', '--no-install-recommends', ...packages];
  return succeeds('apt-get', install, { env });
}

/** On a socket of its own, so that nothing else on this machine takes it for its engine. */
async function startEngine(environment: BackingEnvironment, log: Log): Promise<Engine> {
  log('Starting a Docker engine for this run …');
  const folder = await mkdtemp(join(tmpdir(), 'ouderportaal-docker-'));
  const socketPath = join(folder, 'docker.sock');
  const host = `unix://${socketPath}`;
  // Images stay, so that the next run need not build them again.
  const images = join(environment.cacheDir, 'docker');
  await mkdir(images, { recursive: true });
  const daemon = await spawnManaged({
    name: 'the Docker engine',
    command: 'dockerd',
    args: ['--host', host, '--data-root', images, '--exec-root', join(folder, 'exec')].concat(
      '--pidfile',
      join(folder, 'docker.pid'),
    ),
    env: { ...environment.inherited, PATH: `${environment.path}:/usr/sbin:/sbin` },
    killAfterMs: 30_000,
  });
  const stop = async () => {
    await daemon.stop();
    await rm(folder, { recursive: true, force: true });
  };
  const givenUpAt = Date.now() + READY_WITHIN_MS;
  while (!(await succeeds('docker', ['--host', host, 'version']))) {
    if (Date.now() > givenUpAt || daemon.child.exitCode !== null) {
      const said = daemon.lastLines();
      await stop();
      throw new NoEngine(`A Docker engine cannot run here. It said:\n${said}`);
    }
    await wait(300);
  }
  const version = await run('docker', [
    '--host',
    host,
    'version',
    '--format',
    '{{.Server.Version}}',
  ]);
  log(`Docker engine ${version.trim()} is running.`);
  return { socketPath, stop };
}
