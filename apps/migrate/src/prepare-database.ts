import { clientConfig, type DatabaseAddress, migrate } from '@ouderportaal/database';
import pg from 'pg';
import { schema as billing } from '../../billing/src/database/schema.js';
import { schema as identity } from '../../identity/src/database/schema.js';
import { schema as media } from '../../media/src/database/schema.js';
import { schema as messaging } from '../../messaging/src/database/schema.js';
import { schema as planning } from '../../planning/src/database/schema.js';
import { DATABASE } from './roles.js';

/** Every service's schema, in no particular order: none knows of another. */
export const allSchemas = [identity, planning, media, messaging, billing];

export interface DatabasePasswords {
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
