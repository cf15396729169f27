import pg from 'pg';

import { chooseSource } from './choose-source.js';
import { readEnvironment } from './environment.js';
import { MINIMUM_POSTGRES_MAJOR } from './pinned-versions.js';
import { startLocalPostgres } from './postgres-local.js';
import type { PostgresOptions, PostgresServer } from './types.js';

export async function startPostgres(options: PostgresOptions): Promise<PostgresServer> {
  const environment = options.environment ?? readEnvironment();
  return chooseSource(
    {
      title: 'Postgres',
      variable: 'OUDERPORTAAL_POSTGRES_URL',
      address: environment.postgresUrl,
      dataDir: options.dataDir,
      environment: checkPostgres,
      docker: async (engine) => {
        // Loaded only here: testcontainers takes half a second.
        const { startPostgresContainer } = await import('./containers.js');
        return startPostgresContainer(engine, options);
      },
      local: () => startLocalPostgres(options),
    },
    environment,
    options.log,
  );
}

interface ServerFacts {
  readonly version: string;
  readonly major: number;
  readonly may: boolean;
}

async function checkPostgres(url: string): Promise<PostgresServer> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  client.on('error', () => undefined);
  let facts: ServerFacts | undefined;
  try {
    await client.connect();
    const result = await client.query<ServerFacts>(
      `select current_setting('server_version') as version,
              current_setting('server_version_num')::int / 10000 as major,
              rolsuper or (rolcreatedb and rolcreaterole) as may
         from pg_roles where rolname = current_user`,
    );
    facts = result.rows[0];
  } catch (error) {
    throw new Error(
      `Postgres: the server of OUDERPORTAAL_POSTGRES_URL (${withoutPassword(url)}) cannot be used: ` +
        `${describe(error)}. Start it or correct the address; without the variable one is started for you.`,
      { cause: error },
    );
  } finally {
    await client.end().catch(() => undefined);
  }
  if (facts === undefined || facts.major < MINIMUM_POSTGRES_MAJOR) {
    throw new Error(
      `Postgres: the server of OUDERPORTAAL_POSTGRES_URL is version ${facts?.version ?? 'unknown'}; ` +
        `${MINIMUM_POSTGRES_MAJOR} or newer is needed. Without the variable one is started for you.`,
    );
  }
  if (!facts.may) {
    throw new Error(
      'Postgres: the role of OUDERPORTAAL_POSTGRES_URL may not make databases and roles; ' +
        'give it CREATEDB and CREATEROLE, or take another.',
    );
  }
  const source = `environment, ${withoutPassword(url)} (version ${facts.version})`;
  return { adminUrl: url, source, stop: () => Promise.resolve() };
}

function withoutPassword(url: string): string {
  return url.replace(/^([a-z]+:\/\/)[^@/]*@/, '$1').replace(/\?.*$/, '');
}

function describe(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(describe).join(', ');
  return error instanceof Error ? error.message : String(error);
}
