import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import type { ManagedProcess } from './process/managed-process.js';
import { findBinary } from './binaries.js';
import { type HeldFolder, holdDataFolder } from './data-folder.js';
import type { BackingEnvironment } from './environment.js';
import { OBJECT_STORE_REGION } from './pinned-versions.js';
import { freePort } from './ports.js';
import { MINIO_PROGRAM } from './programs.js';
import { reportUnexpectedEnd, ServerStartError, startWhenReady } from './readiness.js';
import { randomSecret } from './secrets.js';
import type { ObjectStore, StartOptions } from './types.js';

export const ACCESS_KEY = 'ouderportaal';
const ATTEMPTS = 3;

export async function startLocalMinio(
  options: StartOptions,
  environment: BackingEnvironment,
): Promise<ObjectStore> {
  const { dataDir, log } = options;
  const binary = await findBinary(MINIO_PROGRAM, environment, log);
  const held = await holdDataFolder(dataDir, 'Object store');
  try {
    // The same one at every start: MinIO encrypts its own settings with it.
    const secretKey = held.state.password ?? randomSecret();
    await held.save({ password: secretKey });
    const { server, port } = await startServer(binary.path, dataDir, secretKey, held);
    await held.save({ madeBy: 'local' });
    reportUnexpectedEnd(server, log);
    return {
      endpoint: `http://127.0.0.1:${port}`,
      accessKey: ACCESS_KEY,
      secretKey,
      region: OBJECT_STORE_REGION,
      source: `local process (${binary.origin})`,
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

async function startServer(
  command: string,
  dataDir: string,
  secretKey: string,
  held: HeldFolder,
): Promise<{ server: ManagedProcess; port: number }> {
  const objects = join(dataDir, 'objects');
  const settings = join(dataDir, 'settings');
  await mkdir(objects, { recursive: true, mode: 0o700 });
  await mkdir(settings, { recursive: true, mode: 0o700 });
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
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
