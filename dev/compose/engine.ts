import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import {
  aptInstall,
  type BackingEnvironment,
  findDockerEngine,
  onPath,
  run,
  spawnManaged,
  succeeds,
} from '@ouderportaal/backing-services';
import type { Log } from './docker.js';

export interface Engine {
  socketPath: string;
  /** Started for this run, so that nobody else uses it. */
  isOurs: boolean;
  stop(): Promise<void>;
}

/** No containers can be had here; the message says why in one line, the cause says the rest. */
export class NoEngine extends Error {}

const READY_WITHIN_MS = 60_000;
const ANSWER_WITHIN_MS = 10_000;

/** The engine that answers; else, for root on Debian, one that lives as long as this process wants. */
export async function openEngine(environment: BackingEnvironment, log: Log): Promise<Engine> {
  const running = await findDockerEngine(environment);
  const hasCommand = (await onPath('docker', environment.path)) !== undefined;
  if (running && hasCommand) {
    return { socketPath: running.socketPath, isOurs: false, stop: async () => {} };
  }
  if (running) throw new NoEngine('A Docker engine answers, but there is no docker command.');
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
  const has = async (program: string) => (await onPath(program, path)) !== undefined;
  if ((await has('dockerd')) && (await has('docker'))) return true;
  if (!(await has('apt-get'))) return false;
  log('Installing docker.io …');
  await aptInstall(['docker.io', 'iptables', 'debootstrap'], environment.inherited);
  // Since Debian 13 the command is a package of its own.
  if (!(await has('docker'))) await aptInstall(['docker-cli'], environment.inherited);
  return (await has('dockerd')) && (await has('docker'));
}

/** On a socket of its own, so that nothing else on this machine takes it for its engine. */
async function startEngine(environment: BackingEnvironment, log: Log): Promise<Engine> {
  log('Starting a Docker engine for this run …');
  const folder = await mkdtemp(join(tmpdir(), 'ouderportaal-docker-'));
  const socketPath = join(folder, 'docker.sock');
  const exec = join(folder, 'exec');
  const host = `unix://${socketPath}`;
  // Images stay, so that the next run need not build them again.
  const images = join(environment.cacheDir, 'docker');
  await mkdir(images, { recursive: true });
  const daemon = await spawnManaged({
    name: 'the Docker engine',
    command: 'dockerd',
    args: ['--host', host, '--data-root', images, '--exec-root', exec].concat(
      '--pidfile',
      join(folder, 'docker.pid'),
    ),
    env: { ...environment.inherited, PATH: `${environment.path}:/usr/sbin:/sbin` },
    killAfterMs: 30_000,
  });
  const stop = async () => {
    await daemon.stop();
    // The engine may leave this one mounted, and then its folder cannot be removed.
    await succeeds('umount', ['--lazy', join(exec, 'netns/default')]);
    await rm(folder, { recursive: true, force: true }).catch(() => {
      log(`${folder} is still in use and stays.`);
    });
  };
  const givenUpAt = Date.now() + READY_WITHIN_MS;
  const question = ['--host', host, 'version', '--format', '{{.Server.Version}}'];
  while (!(await succeeds('docker', question, { timeoutMs: ANSWER_WITHIN_MS }))) {
    if (Date.now() > givenUpAt || daemon.child.exitCode !== null) {
      const said = daemon.lastLines();
      await stop();
      throw new NoEngine('A Docker engine cannot run here.', { cause: said });
    }
    await wait(300);
  }
  const version = await run('docker', question);
  log(`Docker engine ${version.trim()} is running.`);
  return { socketPath, isOurs: true, stop };
}
