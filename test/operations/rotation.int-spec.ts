import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { brokerUser, permissionsOf } from '@ouderportaal/bus/runtime';
import { SERVICE_NAMES } from '@ouderportaal/contracts';
import { newGatewayKey, openBroker, type TestBroker, until } from '@ouderportaal/testing';
import pg from 'pg';
import {
  freePort,
  type ManagedProcess,
  type PostgresServer,
  run,
  spawnManaged,
  startPostgres,
} from '@ouderportaal/backing-services';
import { readMigrateConfig } from '../../apps/migrate/src/environment.js';
import { DATABASE_ROLES } from '../../apps/migrate/src/roles.js';
import { newSecrets, type PortalSecrets } from '../../dev/portal/secrets.js';
import { roleUrl } from '../../dev/portal/service-environment.js';

const RUNNING = ['billing', 'identity'] as const;
type Running = (typeof RUNNING)[number];
const log = () => {};

describe('S4: the roles of the database', () => {
  let folder: string;
  let postgres: PostgresServer;
  let broker: TestBroker;
  let secrets: PortalSecrets;
  const processes = new Map<Running, ManagedProcess>();
  const ports = new Map<Running, number>();

  const fileOf = (name: string) => join(folder, name);
  const urlFiles = (service: string): [name: string, role: string][] => [
    [`${service}_database_url`, `${service}_app`],
    [`${service}_database_worker_url`, `${service}_worker`],
  ];
  const writeUrls = (service: string) =>
    Promise.all(
      urlFiles(service).map(([name, role]) =>
        writeFile(fileOf(name), roleUrl(postgres.adminUrl, role, secrets)),
      ),
    );
  const migrate = () =>
    run(process.execPath, ['dist/apps/migrate/src/main.js'], {
      env: {
        DATABASE_ADMIN_URL: postgres.adminUrl,
        DATABASE_OWNER_PASSWORD: secrets.databasePasswords['ouderportaal_owner'],
        ...Object.fromEntries(
          SERVICE_NAMES.flatMap(urlFiles).map(([name]) => [
            `${name.toUpperCase()}_FILE`,
            fileOf(name),
          ]),
        ),
      },
    });
  const signIn = async (role: string, known: PortalSecrets) => {
    const client = new pg.Client({ connectionString: roleUrl(postgres.adminUrl, role, known) });
    await client.connect();
    await client.end();
  };
  const readiness = async (name: Running) =>
    (await fetch(`http://127.0.0.1:${ports.get(name)}/health/ready`).catch(() => null))?.status;
  const startService = async (name: Running) => {
    const port = ports.get(name) ?? (await freePort());
    ports.set(name, port);
    const env = {
      NODE_ENV: 'test',
      PORT: String(port),
      NATS_URL: broker.url,
      NATS_USER: name,
      NATS_PASSWORD: 'test',
      DATABASE_URL_FILE: fileOf(`${name}_database_url`),
      DATABASE_WORKER_URL_FILE: fileOf(`${name}_database_worker_url`),
      ACTOR_KEYS: newGatewayKey().actorKeys,
      ...(name === 'identity' && { LOGIN_THROTTLE_KEY: randomBytes(32).toString('hex') }),
    };
    const args = [`dist/apps/${name}/src/main.js`];
    processes.set(name, await spawnManaged({ name, command: process.execPath, args, env }));
    await until(`${name} to be ready`, async () => (await readiness(name)) === 200, 30_000);
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ouderportaal-rotation-'));
    secrets = newSecrets();
    [postgres, broker] = await Promise.all([
      startPostgres({ dataDir: join(folder, 'postgres'), durable: false, log }),
      openBroker(RUNNING.map((name) => brokerUser(name, 'test', permissionsOf(name)))),
    ]);
    await Promise.all(SERVICE_NAMES.map(writeUrls));
    await migrate();
    for (const name of RUNNING) await startService(name);
  }, 60_000);

  afterAll(async () => {
    await Promise.all([...processes.values()].map((one) => one.stop()));
    await Promise.all([postgres?.stop(), broker?.stop()]);
    await rm(folder, { recursive: true, force: true });
  }, 30_000);

  it('have each a password of their own', async () => {
    const passwords = DATABASE_ROLES.map((role) => secrets.databasePasswords[role]);
    expect(new Set(passwords).size).toBe(DATABASE_ROLES.length);
    for (const role of DATABASE_ROLES) await expect(signIn(role, secrets)).resolves.toBeUndefined();
    const swapped = DATABASE_ROLES.map((role, i): [string, string] => [role, passwords.at(i - 1)!]);
    const others = { ...secrets, databasePasswords: Object.fromEntries(swapped) };
    for (const role of DATABASE_ROLES) {
      await expect(signIn(role, others)).rejects.toMatchObject({ code: '28P01' });
    }
  });

  it('S36: of one service get new passwords, and only that service is started again', async () => {
    const before = secrets;
    const { billing_app, billing_worker } = newSecrets().databasePasswords;
    secrets = {
      ...before,
      databasePasswords: {
        ...before.databasePasswords,
        billing_app: billing_app!,
        billing_worker: billing_worker!,
      },
    };
    const identity = processes.get('identity');

    await writeUrls('billing');
    await migrate();
    await processes.get('billing')?.stop();
    await startService('billing');

    for (const role of ['billing_app', 'billing_worker']) {
      await expect(signIn(role, before)).rejects.toMatchObject({ code: '28P01' });
    }
    await expect(signIn('identity_app', before)).resolves.toBeUndefined();
    expect(await readiness('identity')).toBe(200);
    expect(processes.get('identity')).toBe(identity);
  }, 60_000);

  it('are not mixed up by the migration', () => {
    const environment = Object.fromEntries(
      SERVICE_NAMES.flatMap(urlFiles).map(([name, role]) => [
        name.toUpperCase(),
        `postgres://${role}:secret@localhost/ouderportaal`,
      ]),
    );
    const shared = {
      DATABASE_ADMIN_URL: 'postgres://postgres@localhost/x',
      DATABASE_OWNER_PASSWORD: 'x',
    };
    expect(readMigrateConfig({ ...environment, ...shared }).passwordOf('media_app')).toBe('secret');
    const mixed = { ...environment, MEDIA_DATABASE_URL: environment['BILLING_DATABASE_URL'] };
    expect(() => readMigrateConfig({ ...mixed, ...shared })).toThrow(
      'MEDIA_DATABASE_URL: Must be a URL of media_app',
    );
  });
});
