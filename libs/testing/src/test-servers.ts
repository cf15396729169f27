import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { admitRoles, migrate, type ServiceSchema, stepsOf } from '@ouderportaal/database/runtime';
import pg from 'pg';
import { startNats } from '@ouderportaal/backing-services';

/** Where the one Postgres of a test run is; set by the global setup. */
export const POSTGRES_VARIABLE = 'OUDERPORTAAL_TEST_POSTGRES';

/** Tells the templates of one run from those of others on the same server; set by the global setup. */
export const RUN_VARIABLE = 'OUDERPORTAAL_TEST_RUN';

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
  const adminUrl = urlOf(server, name);
  await onServer(server, async (client) => {
    const template = await templateOf(client, server, schemas);
    await client.query(`create database ${name} template ${template}`);
  });
  await onServer(adminUrl, (client) => admitRoles(client, schemas));
  return {
    adminUrl,
    urlOf: (role) => urlOf(server, name, role),
    drop: () =>
      onServer(server, (client) => client.query(`drop database if exists ${name} with (force)`)),
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

/**
 * A database with the tables of these services and no rows, made once in a run: a copy takes a tenth of
 * the time. Two suites that create the same roles at once would collide in the server's catalogue, so
 * one of them waits.
 */
async function templateOf(
  client: pg.Client,
  server: string,
  schemas: readonly ServiceSchema[],
): Promise<string> {
  const steps = await Promise.all(
    schemas.map(async (schema) => [schema.name, (await stepsOf(schema)).map(({ name }) => name)]),
  );
  const digest = createHash('sha256').update(JSON.stringify(steps)).digest('hex');
  const template = `${templatesOf(process.env[RUN_VARIABLE] ?? '')}${digest.slice(0, 12)}`;
  await client.query('select pg_advisory_lock(4711)');
  try {
    const found = 'select from pg_database where datname = $1';
    if ((await client.query(found, [template])).rowCount === 1) return template;
    // Named when it is whole: what ends half-way is never copied.
    const unfinished = `${template}_unfinished`;
    await client.query(`drop database if exists ${unfinished} with (force)`);
    await client.query(`create database ${unfinished}`);
    await migrate(schemas, {
      adminUrl: urlOf(server, unfinished),
      ownerPassword: ROLE_PASSWORD,
      passwordOf: () => ROLE_PASSWORD,
    });
    await client.query(`alter database ${unfinished} rename to ${template}`);
    return template;
  } finally {
    await client.query('select pg_advisory_unlock(4711)');
  }
}

/** How the names of a run's templates begin. */
function templatesOf(run: string): string {
  return `template_${run}_`;
}

/** For the end of a run: a server that outlives it keeps nothing of it. */
export async function dropTemplates(server: string, run: string): Promise<void> {
  await onServer(server, async (client) => {
    const { rows } = await client.query<{ datname: string }>(
      'select datname from pg_database where starts_with(datname, $1)',
      [templatesOf(run)],
    );
    for (const { datname } of rows) await client.query(`drop database ${datname} with (force)`);
  });
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

async function onServer(url: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
