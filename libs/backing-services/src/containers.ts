import { MinioContainer } from '@testcontainers/minio';
import { NatsContainer } from '@testcontainers/nats';
import { PostgreSqlContainer } from '@testcontainers/postgresql';
import type { StartedTestContainer } from 'testcontainers';

import { forgetContainer, watchContainer } from './process/watchdog-client.js';
import { type HeldFolder, holdDataFolder, volumeName } from './data-folder.js';
import type { DockerEngine } from './docker-engine.js';
import { turnRyukOff } from './environment.js';
import { ACCESS_KEY, minioEnvironment } from './minio-local.js';
import { natsConfig } from './nats-config.js';
import { MINIO_IMAGE, NATS_IMAGE, OBJECT_STORE_REGION, POSTGRES_IMAGE } from './pinned-versions.js';
import { postgresSettings } from './postgres-settings.js';
import { randomSecret } from './secrets.js';
import type {
  NatsOptions,
  NatsServer,
  ObjectStore,
  PostgresOptions,
  PostgresServer,
  StartOptions,
} from './types.js';

const STOP_WITHIN_MS = 10_000;

/** What Docker binds by default is open to the whole network. */
function bindToLoopback(hostConfig: { PortBindings?: unknown }): Promise<void> {
  const bindings = hostConfig.PortBindings as Record<string, { HostIp?: string }[]>;
  for (const binding of Object.values(bindings).flat()) binding.HostIp = '127.0.0.1';
  return Promise.resolve();
}

// The library lets only a subclass reach the port bindings and learn the container's id before it runs.
class LoopbackPostgres extends PostgreSqlContainer {
  declare socketPath: string;
  protected override beforeContainerCreated(): Promise<void> {
    return bindToLoopback(this.hostConfig);
  }
  protected override containerCreated(id: string): Promise<void> {
    watchContainer(id, this.socketPath);
    return Promise.resolve();
  }
}

class LoopbackNats extends NatsContainer {
  declare socketPath: string;
  protected override beforeContainerCreated(): Promise<void> {
    return bindToLoopback(this.hostConfig);
  }
  protected override containerCreated(id: string): Promise<void> {
    watchContainer(id, this.socketPath);
    return Promise.resolve();
  }
}

class LoopbackMinio extends MinioContainer {
  declare socketPath: string;
  protected override beforeContainerCreated(): Promise<void> {
    return bindToLoopback(this.hostConfig);
  }
  protected override containerCreated(id: string): Promise<void> {
    watchContainer(id, this.socketPath);
    return Promise.resolve();
  }
}

export async function startPostgresContainer(
  engine: DockerEngine,
  options: PostgresOptions,
): Promise<PostgresServer> {
  return holding(options, 'Postgres', async (held) => {
    const password = held.state.password ?? randomSecret();
    await held.save({ password });
    const container = new LoopbackPostgres(POSTGRES_IMAGE)
      .withUsername('postgres')
      .withPassword(password)
      .withDatabase('postgres')
      .withEnvironment({
        POSTGRES_INITDB_ARGS: '--locale-provider=builtin --builtin-locale=C.UTF-8 --encoding=UTF8',
      })
      .withCommand(['postgres', ...postgresSettings(options.durable)])
      .withBindMounts(volume(options, '/var/lib/postgresql'));
    container.socketPath = engine.socketPath;
    const started = await start(container);
    await held.save({ madeBy: 'docker' });
    return {
      adminUrl: `postgres://postgres:${password}@127.0.0.1:${started.getMappedPort(5432)}/postgres`,
      source: `Docker (${POSTGRES_IMAGE})`,
      stop: stopping(started, held),
    };
  });
}

export async function startNatsContainer(
  engine: DockerEngine,
  options: NatsOptions,
): Promise<NatsServer> {
  return holding(options, 'NATS', async (held) => {
    const credentials = { user: 'ouderportaal', pass: randomSecret() };
    const target = '/etc/ouderportaal-nats.conf';
    const content = natsConfig({
      host: '0.0.0.0',
      port: 4222,
      monitorPort: 8222,
      storeDir: '/data',
      ...credentials,
      users: options.users,
    });
    const container = new LoopbackNats(NATS_IMAGE)
      .withUsername(credentials.user)
      .withPass(credentials.pass)
      .withArg('config', target)
      .withCopyContentToContainer([{ content, target, mode: 0o644 }])
      .withBindMounts(volume(options, '/data'));
    container.socketPath = engine.socketPath;
    const started = await start(container);
    return {
      url: `nats://127.0.0.1:${started.getMappedPort(4222)}`,
      ...credentials,
      monitorUrl: `http://127.0.0.1:${started.getMappedPort(8222)}`,
      hasOwnUsers: true,
      source: `Docker (${NATS_IMAGE})`,
      stop: stopping(started, held),
    };
  });
}

export async function startMinioContainer(
  engine: DockerEngine,
  options: StartOptions,
): Promise<ObjectStore> {
  return holding(options, 'Object store', async (held) => {
    const secretKey = held.state.password ?? randomSecret();
    await held.save({ password: secretKey });
    const container = new LoopbackMinio(MINIO_IMAGE)
      .withUsername(ACCESS_KEY)
      .withPassword(secretKey)
      .withEnvironment(minioEnvironment(secretKey))
      .withBindMounts(volume(options, '/data'));
    container.socketPath = engine.socketPath;
    const started = await start(container);
    await held.save({ madeBy: 'docker' });
    return {
      endpoint: `http://127.0.0.1:${started.getMappedPort(9000)}`,
      accessKey: ACCESS_KEY,
      secretKey,
      region: OBJECT_STORE_REGION,
      source: `Docker (${MINIO_IMAGE})`,
      stop: stopping(started, held),
    };
  });
}

async function start<T extends StartedTestContainer>(container: {
  start(): Promise<T>;
}): Promise<T> {
  turnRyukOff();
  return container.start();
}

/** A volume rather than a folder of ours: the server in the container writes as another user. */
function volume(options: StartOptions, target: string): { source: string; target: string }[] {
  return options.durable === false ? [] : [{ source: volumeName(options.dataDir), target }];
}

async function holding<T>(
  options: StartOptions,
  title: string,
  work: (held: HeldFolder) => Promise<T>,
): Promise<T> {
  const held = await holdDataFolder(options.dataDir, title);
  try {
    return await work(held);
  } catch (error) {
    await held.release();
    throw error;
  }
}

function stopping(container: StartedTestContainer, held: HeldFolder): () => Promise<void> {
  let stopped: Promise<void> | undefined;
  return () => {
    stopped ??= (async () => {
      await container.stop({ timeout: STOP_WITHIN_MS });
      forgetContainer(container.getId());
      await held.release();
    })();
    return stopped;
  };
}
