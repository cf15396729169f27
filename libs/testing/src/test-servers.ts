import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate, type ServiceSchema } from '@ouderportaal/database/runtime';
import pg from 'pg';
import { startNats } from '@ouderportaal/backing-services';

/** Where the one Postgres of a test run is; set by the global setup. */
export const POSTGRES_VARIABLE = 'OUDERPORTAAL_TEST_POSTGRES';

export interface TestDatabase {
  adminUrl: string;
  urlOf(role: string): string;
  drop(): Promise<void>;
}

export interface TestBroker {
  url: string;
  /** May do everything: for what a test does itself. */
  user: string;
  password: string;
  stop(): Promise<void>;
}

/** Roles belong to the whole server, so every test of a run knows the same passwords. */
export const ROLE_PASSWORD = 'test';

/** A fresh database with the tables of the given services. */
export async function openDatabase(schemas: readonly ServiceSchema[]): Promise<TestDatabase> {
  const server = process.env[POSTGRES_VARIABLE];
  if (!server) throw new Error('Run the integration tests with npm run test:int');
  const name = `test_${randomBytes(6).toString('hex')}`;
  await onServer(server, `create database ${name}`);
  const adminUrl = urlOf(server, name);
  await migrateAlone(server, schemas, adminUrl);
  return {
    adminUrl,
    urlOf: (role) => urlOf(server, name, role),
    drop: () => onServer(server, `drop database if exists ${name} with (force)`),
  };
}

/** Connections of a superuser, for what a test looks at or prepares itself. */
export function openAdmin({ adminUrl }: TestDatabase): pg.Pool {
  const pool = new pg.Pool({ connectionString: adminUrl, max: 2 });
  // The pool's end does not wait for the server, which ends what is left of them with the database.
  pool.on('error', () => {});
  return pool;
}

/**
 * A broker of its own: a test may stop it, and no other test hears what is said on it. More users, as
 * `brokerUser` writes them, may be given.
 */
export async function openBroker(users: readonly string[] = []): Promise<TestBroker> {
  const dataDir = await mkdtemp(join(tmpdir(), 'ouderportaal-nats-'));
  const nats = await startNats({
    dataDir,
    durable: false,
    log: () => {},
    users: users.join('\n    '),
  });
  return {
    url: nats.url,
    user: nats.user ?? '',
    password: nats.pass ?? '',
    stop: async () => {
      await nats.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** Two suites that create the same roles at once would collide in the server's catalogue. */
async function migrateAlone(
  server: string,
  schemas: readonly ServiceSchema[],
  adminUrl: string,
): Promise<void> {
  const lock = new pg.Client({ connectionString: server });
  await lock.connect();
  try {
    await lock.query('select pg_advisory_lock(4711)');
    await migrate(schemas, {
      adminUrl,
      ownerPassword: ROLE_PASSWORD,
      passwordOf: () => ROLE_PASSWORD,
    });
  } finally {
    await lock.end();
  }
}

function urlOf(server: string, database: string, role?: string): string {
  const url = new URL(server);
  url.pathname = `/${database}`;
  if (role) {
    url.username = role;
    url.password = ROLE_PASSWORD;
  }
  return url.href;
}

async function onServer(server: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
