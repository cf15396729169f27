import { chown, mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { Agent, get } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  certificateAuthority,
  findBinary,
  freePort,
  MINIO_PROGRAM,
  NATS_PROGRAM,
  natsConfig,
  readEnvironment,
  type ServerCertificate,
  spawnManaged,
  startPostgres,
} from '@ouderportaal/backing-services';
import { until } from '@ouderportaal/testing';
import pg from 'pg';
import { SMTPServer } from 'smtp-server';

export const OBJECT_STORE_KEYS = { accessKey: 'ouderportaal', secretKey: 'in-a-test-only' };

export interface EncryptedServers {
  /** Of the authority that signed all four certificates, each for `localhost` and `0.0.0.0` alone. */
  ca: string;
  /** An authority that signed none of them. */
  otherCa: string;
  bus: { url: string; user: string; password: string };
  /** Of a superuser, ends with `?sslmode=verify-full`. */
  postgresUrl: string;
  objectStoreUrl: string;
  mail: EncryptedMail;
  stop(): Promise<void>;
}

interface EncryptedMail {
  url: string;
  /** Whether each mail that arrived came over an encrypted connection. */
  arrived: boolean[];
}

/** The four servers as production has them. Processes of their own, where the suites use containers too. */
export async function startEncryptedServers(users: readonly string[]): Promise<EncryptedServers> {
  const folder = await mkdtemp(join(tmpdir(), 'ouderportaal-encrypted-'));
  const [ours, others] = await Promise.all([
    certificateAuthority('the authority of this test', 1),
    certificateAuthority('somebody else', 1),
  ]);
  const certificate = await ours.issue(['localhost', '0.0.0.0']);
  const started = await Promise.all([
    startBus(join(folder, 'nats'), certificate, users),
    startDatabase(join(folder, 'postgres'), certificate),
    startObjectStore(join(folder, 'minio'), certificate, ours.certificate),
    startMail(certificate),
  ]);
  const [bus, database, objectStore, mail] = started;
  return {
    ca: ours.certificate,
    otherCa: others.certificate,
    bus,
    postgresUrl: database.url,
    objectStoreUrl: objectStore.url,
    mail,
    stop: async () => {
      await Promise.all(started.map((server) => server.stop()));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function writeCertificate(folder: string, { certificate, key }: ServerCertificate) {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const files = { certFile: join(folder, 'public.crt'), keyFile: join(folder, 'private.key') };
  await writeFile(files.certFile, certificate);
  await writeFile(files.keyFile, key, { mode: 0o600 });
  return files;
}

async function startBus(folder: string, certificate: ServerCertificate, users: readonly string[]) {
  const environment = readEnvironment();
  const { path: command } = await findBinary(NATS_PROGRAM, environment, () => {});
  const tls = await writeCertificate(folder, certificate);
  const port = await freePort();
  const login = { user: 'everything', pass: 'in-a-test-only' };
  const ports = { host: '127.0.0.1', port, monitorPort: await freePort() };
  const config = natsConfig({
    ...ports,
    ...login,
    tls,
    users: users.join('\n'),
    storeDir: join(folder, 'store'),
  });
  const file = join(folder, 'nats.conf');
  await writeFile(file, config);
  const isReady = Promise.withResolvers<undefined>();
  const onLine = (line: string) => {
    if (line.includes('Server is ready')) isReady.resolve(undefined);
  };
  const args = ['--config', file];
  const server = await spawnManaged({ name: 'NATS', command, args, env: {}, onLine });
  await isReady.promise;
  const { user, pass: password } = login;
  return { url: `tls://localhost:${port}`, user, password, stop: () => server.stop() };
}

async function startDatabase(dataDir: string, { certificate, key }: ServerCertificate) {
  const environment = { ...readEnvironment(), forced: 'local' as const };
  const postgres = await startPostgres({ dataDir, durable: false, log: () => {}, environment });
  const admin = new pg.Client({ connectionString: postgres.adminUrl });
  await admin.connect();
  const { rows } = await admin.query<{ data_directory: string }>('show data_directory');
  const directory = rows[0]!.data_directory;
  // The server refuses a key that others than its own user may read.
  const { uid, gid } = await stat(directory);
  for (const [name, content] of Object.entries({ 'server.crt': certificate, 'server.key': key })) {
    await writeFile(join(directory, name), content, { mode: 0o600 });
    await chown(join(directory, name), uid, gid);
  }
  await admin.query('alter system set ssl = on');
  await admin.query('select pg_reload_conf()');
  await until('Postgres to encrypt', async () => {
    const { rows: shown } = await admin.query<{ ssl: string }>('show ssl');
    return shown[0]?.ssl === 'on';
  });
  await admin.end();
  const url = new URL(postgres.adminUrl);
  url.hostname = 'localhost';
  url.searchParams.set('sslmode', 'verify-full');
  return { url: url.href, stop: () => postgres.stop() };
}

async function startObjectStore(folder: string, certificate: ServerCertificate, ca: string) {
  const { path: command } = await findBinary(MINIO_PROGRAM, readEnvironment(), () => {});
  await writeCertificate(folder, certificate);
  const port = await freePort();
  const { accessKey, secretKey } = OBJECT_STORE_KEYS;
  const server = await spawnManaged({
    name: 'MinIO',
    command,
    args: ['server', join(folder, 'objects'), '--certs-dir', folder].concat([
      '--address',
      `127.0.0.1:${port}`,
    ]),
    env: {
      HOME: folder,
      MINIO_ROOT_USER: accessKey,
      MINIO_ROOT_PASSWORD: secretKey,
      MINIO_BROWSER: 'off',
      MINIO_UPDATE: 'off',
    },
  });
  const url = `https://localhost:${port}`;
  const agent = new Agent({ ca });
  await until('MinIO to be ready', () => answers(`${url}/minio/health/ready`, agent), 60_000);
  agent.destroy();
  return { url, stop: () => server.stop() };
}

function answers(url: string, agent: Agent): Promise<boolean> {
  return new Promise((resolve) => {
    get(url, { agent }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    }).on('error', () => resolve(false));
  });
}

async function startMail({ certificate, key }: ServerCertificate) {
  const arrived: boolean[] = [];
  const { url, stop } = await startMailServer({ key, cert: certificate }, arrived);
  return { url, arrived, stop };
}

/** A mail server that only somebody in between could have made of the real one: it offers no STARTTLS. */
export function startPlainMailServer(arrived: boolean[]) {
  return startMailServer({ disabledCommands: ['STARTTLS', 'AUTH'] }, arrived);
}

async function startMailServer(
  options: { key?: string; cert?: string; disabledCommands?: string[] },
  arrived: boolean[],
) {
  const server = new SMTPServer({
    disabledCommands: ['AUTH'],
    ...options,
    disableReverseLookup: true,
    logger: false,
    onData: (stream, session, done) => {
      stream.resume();
      stream.on('end', () => {
        arrived.push(session.secure);
        done();
      });
    },
  });
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://localhost:${port}`,
    stop: () => new Promise<void>((resolve) => server.close(resolve)),
  };
}
