import pg from 'pg';
import { DataSource } from 'typeorm';
import { clientConfig, type DatabaseAddress, encryptionOf } from '../database-address.js';
import { roleLimits, serverKeepAlive } from '../limits.js';
import { allowServiceLocks, confineRoles, connectionLimits } from './confine-roles.js';
import { type ServiceSchema, stepsOf } from './infrastructure.js';

interface MigrateOptions {
  /** A superuser's connection to the database. */
  adminUrl: string;
  /** Authority of the server's certificate; for a URL that ends with `?sslmode=verify-full`. */
  ca?: string | undefined;
  ownerPassword: string;
  /** Passwords of the login roles `<service>_app` and `<service>_worker`. */
  passwordOf(role: string): string;
}

const OWNER = 'ouderportaal_owner';

/**
 * Brings roles, schemas and tables to today's state; running it again changes nothing. The owner role
 * owns everything and nobody logs in with it but this.
 */
export async function migrate(
  schemas: readonly ServiceSchema[],
  options: MigrateOptions,
): Promise<void> {
  await withAdmin({ url: options.adminUrl, ca: options.ca }, async (admin) => {
    await ensureRole(admin, OWNER, options.ownerPassword);
    await admin.query('create extension if not exists btree_gist');
    await admin.query('revoke create on schema public from public');
    await confineRoles(admin);
    for (const { name } of schemas) await prepareSchema(admin, name, options);
    await admitRoles(admin, schemas);
  });
  for (const schema of schemas) await runMigrations(schema, options);
}

async function prepareSchema(
  admin: pg.Client,
  service: string,
  options: MigrateOptions,
): Promise<void> {
  await admin.query(`create schema if not exists ${service} authorization ${OWNER}`);
  for (const kind of ['app', 'worker'] as const) {
    const role = `${service}_${kind}`;
    await ensureRole(admin, role, options.passwordOf(role));
    await admin.query(`alter role ${role} connection limit ${connectionLimits[kind]}`);
    await admin.query(`grant usage on schema ${service} to ${role}`);
    if (kind === 'app') await allowServiceLocks(admin, role);
    await admin.query(`alter role ${role} set search_path = ${service}, public`);
    const settings = { ...roleLimits[kind], ...serverKeepAlive };
    for (const [name, value] of Object.entries(settings)) {
      await admin.query(`alter role ${role} set ${name} = '${value}'`);
    }
  }
}

/** Who may connect to the database that `admin` is connected to. A copy of a database does not keep that. */
export async function admitRoles(
  admin: pg.ClientBase,
  schemas: readonly Pick<ServiceSchema, 'name'>[],
): Promise<void> {
  const logins = schemas.flatMap(({ name }) => [`${name}_app`, `${name}_worker`]);
  await admin.query(`do $$ begin
    execute format('revoke all on database %I from public', current_database());
    execute format('grant create on database %I to ${OWNER}', current_database());
    execute format('grant connect on database %I to ${[OWNER, ...logins].join(', ')}', current_database());
  end $$`);
}

async function runMigrations(schema: ServiceSchema, options: MigrateOptions): Promise<void> {
  const url = new URL(options.adminUrl);
  url.username = OWNER;
  url.password = options.ownerPassword;
  const dataSource = new DataSource({
    type: 'postgres',
    ...encryptionOf({ url: url.href, ca: options.ca }),
    schema: schema.name,
    migrations: await stepsOf(schema),
    migrationsTableName: 'migration',
    migrationsTransactionMode: 'each',
    extra: { max: 1, options: `-c search_path=${schema.name},public` },
  });
  await dataSource.initialize();
  try {
    await dataSource.runMigrations();
  } finally {
    await dataSource.destroy();
  }
}

async function ensureRole(admin: pg.Client, role: string, password: string): Promise<void> {
  const { rowCount } = await admin.query('select from pg_roles where rolname = $1', [role]);
  const verb = rowCount === 0 ? 'create' : 'alter';
  const secret = admin.escapeLiteral(password);
  await admin.query(
    `${verb} role ${role} login nosuperuser nobypassrls nocreatedb nocreaterole password ${secret}`,
  );
}

async function withAdmin(
  address: DatabaseAddress,
  work: (admin: pg.Client) => Promise<void>,
): Promise<void> {
  const admin = new pg.Client(clientConfig(address));
  await admin.connect();
  try {
    await work(admin);
  } finally {
    await admin.end();
  }
}
