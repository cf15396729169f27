import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { findBinary } from './binaries.js';
import { holdDataFolder } from './data-folder.js';
import type { BackingEnvironment } from './environment.js';
import { natsConfig } from './nats-config.js';
import { NATS_PROGRAM } from './programs.js';
import { reportUnexpectedEnd, startWhenReady } from './readiness.js';
import { randomSecret } from './secrets.js';
import type { NatsOptions, NatsServer } from './types.js';

const CLIENTS = /Listening for client connections on 127\.0\.0\.1:(\d+)/;
const MONITOR = /Starting http monitor on 127\.0\.0\.1:(\d+)/;

export async function startLocalNats(
  options: NatsOptions,
  environment: BackingEnvironment,
): Promise<NatsServer> {
  const { dataDir, log, users } = options;
  const binary = await findBinary(NATS_PROGRAM, environment, log);
  const held = await holdDataFolder(dataDir, 'NATS');
  try {
    const credentials = { user: 'ouderportaal', pass: randomSecret() };
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    const configFile = join(dataDir, 'nats.conf');
    const ports = { host: '127.0.0.1', port: -1, monitorPort: -1 };
    const config = natsConfig({
      ...ports,
      ...credentials,
      users,
      storeDir: join(dataDir, 'store'),
    });
    await writeFile(configFile, config, { mode: 0o600 });
    const heard: { port?: string; monitorPort?: string } = {};
    const server = await startWhenReady(
      {
        name: 'NATS',
        command: binary.path,
        args: ['--config', configFile],
        env: {},
        onLine: (line) => {
          heard.port ??= CLIENTS.exec(line)?.[1];
          heard.monitorPort ??= MONITOR.exec(line)?.[1];
        },
      },
      { line: /Server is ready/, withinMs: 30_000, spawned: held.saveServer },
    );
    reportUnexpectedEnd(server, log);
    return {
      url: `nats://127.0.0.1:${heard.port ?? ''}`,
      ...credentials,
      monitorUrl: `http://127.0.0.1:${heard.monitorPort ?? ''}`,
      hasOwnUsers: true,
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
