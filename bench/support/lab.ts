import pg from 'pg';
import { careRequestTables } from '../baseline/care-request.js';
import { lockToTenant } from '@ouderportaal/database';
import { migrate, type ServiceSchema } from '@ouderportaal/database/runtime';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import type { BackingServices } from '@ouderportaal/backing-services';
import { databaseUrl } from './world.js';

const DATABASE = 'bench';
const PASSWORD = 'only-for-this-benchmark';

/** Schemas of the lab. */
export const SOURCE = 'source';
export const SINK = 'sink';

/** A database of its own on the portal's server, with the tables of a service that says events and of one that hears them. */
export interface Lab {
  adminUrl: string;
  /** A connection URL of a role: `source_app`, `sink_worker`, … */
  urlOf(role: string): string;
  nats: { url: string; user: string; password: string };
}

/** What an event does in the service that hears it. */
class CreateThing1767225700000 implements MigrationInterface {
  name = 'CreateThing1767225700000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table ${SINK}.thing (
        tenant_id uuid not null,
        id uuid not null,
        what text not null,
        count int not null,
        cents int not null,
        as_of bigint not null,
        constraint pk_thing primary key (tenant_id, id)
      );
      ${lockToTenant(SINK, 'thing')}`);
  }

  async down(): Promise<void> {
    throw new Error('The lab is thrown away');
  }
}

/** The owner of the tables is the whole server's: it keeps the password that the portal gave it. */
export async function prepareLab(
  { postgres, nats }: BackingServices,
  ownerPassword: string,
): Promise<Lab> {
  const server = new pg.Client({ connectionString: postgres.adminUrl });
  await server.connect();
  const { rowCount } = await server.query('select from pg_database where datname = $1', [DATABASE]);
  if (rowCount === 0) await server.query(`create database ${DATABASE}`);
  await server.end();
  const adminUrl = databaseUrl(postgres.adminUrl, DATABASE);
  const schemas: ServiceSchema[] = [
    { name: SOURCE },
    { name: SINK, migrations: [CreateThing1767225700000] },
  ];
  await migrate(schemas, { adminUrl, ownerPassword, passwordOf: () => PASSWORD });
  return {
    adminUrl,
    urlOf: (role) => {
      const url = new URL(adminUrl);
      url.username = role;
      url.password = PASSWORD;
      return url.href;
    },
    nats: { url: nats.url, user: nats.user ?? '', password: nats.pass ?? '' },
  };
}

/** What the baseline writes to: one table in a schema of its own in the portal's database. */
export async function prepareBaseline(portalAdminUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: portalAdminUrl });
  await client.connect();
  await client.query(`
    create schema if not exists bench;
    create table if not exists bench.note (
      id bigint generated always as identity primary key,
      body jsonb not null
    );
    ${careRequestTables}`);
  await client.end();
}
