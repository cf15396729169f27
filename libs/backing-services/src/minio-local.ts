import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';

import type { ManagedProcess } from './process/managed-process.js';
import { findBinary, type FoundBinary, isThere } from './binaries.js';
import { type HeldFolder, holdDataFolder } from './data-folder.js';
import type { BackingEnvironment } from './environment.js';
import { OBJECT_STORE_REGION } from './pinned-versions.js';
import { freePort } from './ports.js';
import { MINIO_PROGRAM } from './programs.js';
import { reportUnexpectedEnd, ServerStartError, startWhenReady } from './readiness.js';
import { randomSecret } from './secrets.js';
import type { ObjectStore, ObjectStoreOptions } from './types.js';

export const ACCESS_KEY = 'ouderportaal';
const ATTEMPTS = 3;

export async function startLocalMinio(
  options: ObjectStoreOptions,
  environment: BackingEnvironment,
): Promise<ObjectStore> {
  const { dataDir, log } = options;
  const mustFollow = options.mayFollow === true && !(await isThere(MINIO_PROGRAM, environment));
  const binary = mustFollow ? undefined : await findBinary(MINIO_PROGRAM, environment, log);
  const held = await holdDataFolder(dataDir, 'Object store');
  try {
    // The same one at every start: MinIO encrypts its own settings with it.
    const secretKey = held.state.password ?? randomSecret();
    await held.save({ password: secretKey });
    const place = { options, environment, held, secretKey };
    return await (binary === undefined ? announce(place) : startNow(place, binary));
  } catch (error) {
    await held.release();
    throw error;
  }
}

interface Place {
  readonly options: ObjectStoreOptions;
  readonly environment: BackingEnvironment;
  readonly held: HeldFolder;
  readonly secretKey: string;
}

async function startNow(place: Place, binary: FoundBinary): Promise<ObjectStore> {
  const { server, port } = await startServer(place, binary.path, freePort);
  return {
    ...addressOf(place, port),
    source: `local process (${binary.origin})`,
    pid: server.pid,
    stop: async () => {
      await server.stop();
      await place.held.release();
    },
  };
}

/** Keeps the port with a server that hangs up, until the store itself takes it over. */
async function announce(place: Place): Promise<ObjectStore> {
  const { options, environment, held } = place;
  const standIn = createServer((socket) => socket.destroy());
  standIn.listen({ port: 0, host: '127.0.0.1', exclusive: true });
  await once(standIn, 'listening');
  const { port } = standIn.address() as AddressInfo;
  const given = new AbortController();
  let server: ManagedProcess | undefined;
  let finishing: Promise<void> | undefined;
  const finish = async (): Promise<void> => {
    const { signal } = given;
    const binary = await findBinary(MINIO_PROGRAM, environment, options.log, signal);
    standIn.close();
    ({ server } = await startServer(place, binary.path, async () => port));
  };
  return {
    ...addressOf(place, port),
    source: `local process, as soon as ${MINIO_PROGRAM.name} is built`,
    finish: () => (finishing ??= finish()),
    stop: async () => {
      given.abort();
      await finishing?.catch(() => undefined);
      standIn.close();
      await server?.stop();
      await held.release();
    },
  };
}

function addressOf({ secretKey }: Place, port: number) {
  const endpoint = `http://127.0.0.1:${port}`;
  return { endpoint, accessKey: ACCESS_KEY, secretKey, region: OBJECT_STORE_REGION };
}

async function startServer(
  { options, held, secretKey }: Place,
  command: string,
  choosePort: () => Promise<number>,
): Promise<{ server: ManagedProcess; port: number }> {
  const { dataDir, log } = options;
  const objects = join(dataDir, 'objects');
  const settings = join(dataDir, 'settings');
  await mkdir(objects, { recursive: true, mode: 0o700 });
  await mkdir(settings, { recursive: true, mode: 0o700 });
  for (let attempt = 1; ; attempt += 1) {
    const port = await choosePort();
    const address = `127.0.0.1:${port}`;
    try {
      const server = await startWhenReady(
        {
          name: 'MinIO',
          command,
          args: ['server', objects, '--address', address, '--certs-dir', settings],
          env: minioEnvironment(secretKey, settings),
        },
        { probe: () => isReady(address), withinMs: 60_000, spawned: held.saveServer },
      );
      await held.save({ madeBy: 'local' });
      reportUnexpectedEnd(server, log);
      return { server, port };
    } catch (error) {
      const isPortTaken = error instanceof ServerStartError && /already in use/.test(error.message);
      if (attempt >= ATTEMPTS || !isPortTaken) throw error;
    }
  }
}

/** No console, no look for updates: nothing that listens or calls out beyond the S3 port. */
export function minioEnvironment(secretKey: string, home?: string): Record<string, string> {
  return {
    ...(home === undefined ? {} : { HOME: home }),
    MINIO_ROOT_USER: ACCESS_KEY,
    MINIO_ROOT_PASSWORD: secretKey,
    MINIO_REGION: OBJECT_STORE_REGION,
    MINIO_BROWSER: 'off',
    MINIO_UPDATE: 'off',
  };
}

async function isReady(address: string): Promise<boolean> {
  const response = await fetch(`http://${address}/minio/health/ready`, {
    signal: AbortSignal.timeout(1000),
  });
  await response.body?.cancel();
  return response.ok;
}
