import { clientConfig, type DatabaseAddress, migrate } from '@ouderportaal/database/runtime';
import pg from 'pg';
import { DATABASE } from './roles.js';
import { allSchemas } from './schemas.js';

interface DatabasePasswords {
  /** Of the role that owns the tables. */
  ownerPassword: string;
  /** Of a service's login role, e.g. `planning_app`. */
  passwordOf: (role: string) => string;
}

/** The portal's database with today's roles, schemas and tables. */
export async function prepareDatabase(
  adminUrl: string,
  { ca, ownerPassword, passwordOf }: DatabasePasswords & { ca?: string | undefined },
): Promise<void> {
  await createDatabase({ url: adminUrl, ca });
  const url = new URL(adminUrl);
  url.pathname = `/${DATABASE}`;
  await migrate(allSchemas, {
    adminUrl: url.href,
    ca,
    ownerPassword,
    passwordOf,
  });
}

async function createDatabase(address: DatabaseAddress): Promise<void> {
  const admin = new pg.Client(clientConfig(address));
  await admin.connect();
  try {
    const { rowCount } = await admin.query('select from pg_database where datname = $1', [
      DATABASE,
    ]);
    if (rowCount === 0) await admin.query(`create database ${DATABASE}`);
  } finally {
    await admin.end();
  }
}
