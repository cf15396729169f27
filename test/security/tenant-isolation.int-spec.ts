import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newTenant, openDatabase, type TestDatabase } from '@ouderportaal/testing';
import { newId } from '@ouderportaal/kernel';
import pg from 'pg';
import { allSchemas } from '../../apps/migrate/src/schemas.js';
import { insertOf, nameOf, readTables, type Row, Rows, type Table } from './support/tables.js';

const SERVICES = allSchemas.map(({ name }) => name);
const MINE = newTenant();
const THEIRS = newTenant();
/** Read before there is an organisation: a short name and whose it is, as the login page's address says. */
const LOOKED_UP_FIRST = new Set(['identity.organisation_directory']);
/** No privilege, or row-level security says no. */
const REFUSED = '42501';
const NO_SUCH_PARENT = '23503';

type Statement = string | { text: string; values: unknown[] };
/** How many rows were seen or changed, or the code of the error. */
type Outcome = string;
const oneOf = (...outcomes: string[]): unknown =>
  expect.stringMatching(new RegExp(`^(${outcomes.join('|')})$`));

describe('the database', () => {
  let database: TestDatabase;
  let admin: pg.Client;
  let tables: Table[];
  let mine: Rows;
  let theirs: Rows;
  const clients = new Map<string, pg.Client>();

  const clientOf = (role: string): pg.Client => {
    const client = clients.get(role);
    if (!client) throw new Error(`No connection of ${role}`);
    return client;
  };
  const tried = (client: pg.Client, statement: Statement): Promise<Outcome> =>
    client.query(statement).then(
      ({ rowCount }) => String(rowCount ?? 0),
      (error: unknown) => (error as { code: string }).code,
    );
  /** Tries a statement as a service does, for an organisation, and undoes it. */
  const as = async (role: string, tenant: string | null, statement: Statement) => {
    const client = clientOf(role);
    await client.query('begin');
    if (tenant !== null) await client.query("select set_config('app.tenant', $1, true)", [tenant]);
    const outcome = await tried(client, statement);
    await client.query('rollback');
    return outcome;
  };
  const tenantTables = () =>
    tables.filter((table) => table.hasTenant && !LOOKED_UP_FIRST.has(nameOf(table)));
  const where = (table: Table, row: Row) =>
    table.primaryKey.map((name) => `"${name}" = '${row[name]}'`).join(' and ');
  const stateOf = async (table: Table): Promise<object[]> =>
    (await admin.query<{ row: string }>(`select t::text as row from ${nameOf(table)} t order by 1`))
      .rows;

  beforeAll(async () => {
    database = await openDatabase(allSchemas);
    admin = new pg.Client({ connectionString: database.adminUrl });
    await admin.connect();
    for (const role of SERVICES.flatMap((service) => [`${service}_app`, `${service}_worker`])) {
      const client = new pg.Client({ connectionString: database.urlOf(role) });
      await client.connect();
      clients.set(role, client);
    }
    tables = await readTables(admin, SERVICES);
    mine = new Rows(tables, MINE);
    theirs = new Rows(tables, THEIRS);
    await fill();
  });

  afterAll(async () => {
    for (const client of [...clients.values(), admin]) await client.end();
    await database.drop();
  });

  /** One row of each organisation in each table. What its columns may hold is not the matter here. */
  const fill = async () => {
    const { rows: checks } = await admin.query<{ drop: string }>(
      `select format('alter table %s drop constraint %I', conrelid::regclass, conname) as drop
       from pg_constraint where contype = 'c' and connamespace = any($1::text[]::regnamespace[])`,
      [SERVICES],
    );
    for (const { drop } of checks) await admin.query(drop);
    await admin.query("set session_replication_role = 'replica'");
    for (const table of tables.filter(({ hasTenant }) => hasTenant)) {
      await admin.query(insertOf(table, mine.of(table)));
      await admin.query(insertOf(table, theirs.of(table)));
    }
    await admin.query("set session_replication_role = 'origin'");
  };

  it('has tables to try, each with a row of two organisations', async () => {
    expect(tenantTables().length).toBeGreaterThan(30);
    for (const table of tenantTables()) expect(await stateOf(table)).toHaveLength(2);
  });

  const everyTable = async (work: (table: Table, role: string) => Promise<void>) => {
    for (const table of tenantTables()) {
      const before = await stateOf(table);
      await work(table, `${table.service}_app`);
      expect([nameOf(table), await stateOf(table)]).toEqual([nameOf(table), before]);
    }
  };

  it('S2: shows nobody a row of another organisation', async () => {
    await everyTable(async (table, role) => {
      const name = nameOf(table);
      const found = where(table, theirs.of(table));
      const attempts = [
        `select 1 from ${name} where tenant_id <> '${MINE}'`,
        `select 1 from ${name} where ${found}`,
        `select 1 from ${name} where ${found} for update`,
        `select 1 from ${name} where tenant_id = any(array['${THEIRS}']::uuid[])`,
        `select 1 from (select 1) as one where exists (select from ${name} where ${found})`,
        `copy (select * from ${name} where ${found}) to stdout`,
        `with t as materialized (select * from ${name}) select 1 from t where tenant_id <> '${MINE}'`,
      ];
      for (const attempt of attempts) {
        expect([attempt, await as(role, MINE, attempt)]).toEqual([attempt, oneOf('0', REFUSED)]);
      }
      const own = await as(role, MINE, `select 1 from ${name}`);
      const all = await as(role, MINE, `select count(*) from ${name} having count(*) > 1`);
      expect([name, own, all]).toEqual([name, oneOf('1', REFUSED), oneOf('0', REFUSED)]);
    });
  });

  it('S2: lets nobody change or remove a row of another organisation', async () => {
    await everyTable(async (table, role) => {
      const name = nameOf(table);
      const set = `update ${name} set tenant_id`;
      const found = where(table, theirs.of(table));
      const attempts = [
        `${set} = tenant_id where ${found}`,
        `${set} = tenant_id where ${found} returning *`,
        `${set} = '${MINE}' where ${found}`,
        `${set} = t.tenant_id from ${name} as t where t.tenant_id = '${THEIRS}' and ${name}.tenant_id = '${THEIRS}'`,
        `delete from ${name} where ${found}`,
        `delete from ${name} where tenant_id <> '${MINE}' returning *`,
        `delete from ${name} using ${name} as t where t.tenant_id = '${THEIRS}' and ${name}.tenant_id = '${THEIRS}'`,
      ];
      for (const attempt of attempts) {
        expect([attempt, await as(role, MINE, attempt)]).toEqual([attempt, oneOf('0', REFUSED)]);
      }
    });
  });

  it('S2: lets nobody give a row to another organisation', async () => {
    await everyTable(async (table, role) => {
      const name = nameOf(table);
      const foreign = theirs.of(table);
      const key = table.primaryKey.map((column) => `"${column}"`).join();
      const fresh = { ...foreign, ...(foreign['id'] ? { id: newId() } : {}) };
      const attempts: Statement[] = [
        insertOf(table, fresh),
        insertOf(table, fresh, 'returning *'),
        insertOf(table, foreign, 'on conflict do nothing'),
        insertOf(table, foreign, `on conflict (${key}) do update set tenant_id = '${MINE}'`),
        insertOf(
          table,
          mine.of(table),
          `on conflict (${key}) do update set tenant_id = '${THEIRS}'`,
        ),
        `update ${name} set tenant_id = '${THEIRS}' where ${where(table, mine.of(table))}`,
      ];
      for (const attempt of attempts) {
        expect([name, attempt, await as(role, MINE, attempt)]).toEqual([name, attempt, REFUSED]);
      }
    });
  });

  it('S2: tells nobody by a key or reference that a row of another organisation exists', async () => {
    for (const table of tenantTables()) {
      for (const reference of table.references) {
        const outcomes = [];
        for (const parent of [theirs.of(table), new Rows(tables, THEIRS).of(table)]) {
          const pointing = Object.keys(reference.columns).filter((name) => name !== 'tenant_id');
          const row = { ...mine.of(table) };
          for (const name of pointing) row[name] = parent[name] ?? '';
          outcomes.push(await inPlaceOfMine(table, row));
        }
        expect([reference.constraint, ...outcomes]).toEqual([
          reference.constraint,
          oneOf(NO_SUCH_PARENT, REFUSED),
          outcomes[0],
        ]);
      }
      // The same key as a row of the other organisation is free here.
      const keys = table.primaryKey.filter((name) => name !== 'tenant_id');
      const isReference = (name: string) => table.references.some(({ columns }) => name in columns);
      if (keys.some(isReference)) continue;
      const same = { ...mine.of(table) };
      for (const name of keys) same[name] = theirs.of(table)[name] ?? '';
      expect([nameOf(table), await inPlaceOfMine(table, same)]).toEqual([
        nameOf(table),
        oneOf('1', REFUSED),
      ]);
    }
  });

  /** What the service gets that stores this row while its own organisation has none in the table. */
  const inPlaceOfMine = async (table: Table, row: Row): Promise<Outcome> => {
    await admin.query('begin');
    await admin.query("set local session_replication_role = 'replica'");
    await admin.query(`delete from ${nameOf(table)} where tenant_id = '${MINE}'`);
    await admin.query("set local session_replication_role = 'origin'");
    await admin.query(`set local role ${table.service}_app`);
    await admin.query(`select set_config('app.tenant', '${MINE}', true)`);
    const outcome = await tried(admin, insertOf(table, row));
    await admin.query('rollback');
    return outcome;
  };

  it.each([
    ['no organisation', null],
    ['an empty organisation', ''],
    ['nobody’s organisation', '00000000-0000-0000-0000-000000000000'],
    ['an organisation that is no id', "' or true --"],
  ])('S2: shows and takes nothing with %s', async (_name, tenant) => {
    const nothing = oneOf('0', REFUSED, '22P02');
    await everyTable(async (table, role) => {
      const name = nameOf(table);
      const statements: [Statement, unknown][] = [
        [`select 1 from ${name}`, nothing],
        [`update ${name} set tenant_id = tenant_id`, nothing],
        [`delete from ${name}`, nothing],
        [insertOf(table, theirs.of(table)), oneOf(REFUSED, '22P02')],
      ];
      for (const [statement, outcome] of statements) {
        expect([statement, await as(role, tenant, statement)]).toEqual([statement, outcome]);
      }
    });
  });

  it('S2: gives a worker the queues that were opened to it, and no other table', async () => {
    const { rows } = await admin.query<{ name: string }>(
      `select polrelid::regclass::text as name from pg_policy where polname = 'worker'`,
    );
    const opened = new Set(rows.map(({ name }) => name));
    for (const table of tenantTables().filter((one) => !opened.has(nameOf(one)))) {
      const role = `${table.service}_worker`;
      const name = nameOf(table);
      for (const statement of [
        `select 1 from ${name}`,
        `update ${name} set tenant_id = tenant_id`,
        `delete from ${name}`,
        insertOf(table, theirs.of(table)),
      ]) {
        expect([name, await as(role, THEIRS, statement)]).toEqual([name, REFUSED]);
      }
    }
  });

  it('S4: keeps every role out of every other service’s schema', async () => {
    const kept = [...clients].map(async ([role, client]) => {
      const service = role.replace(/_(app|worker)$/, '');
      for (const table of tables.filter((one) => one.service !== service)) {
        const outcomes = await Promise.all(
          foreignVerbs(table).map(async (statement) => [statement, await tried(client, statement)]),
        );
        const refused = foreignVerbs(table).map((statement) => [statement, REFUSED]);
        expect([role, outcomes]).toEqual([role, refused]);
      }
    });
    await Promise.all(kept);
  });

  it('S4: lets nobody change whose a short name is', async () => {
    for (const statement of [
      `update identity.organisation_directory set tenant_id = '${MINE}'`,
      'delete from identity.organisation_directory',
    ]) {
      expect(await as('identity_app', MINE, statement)).toBe(REFUSED);
    }
  });

  it('S4: gives no role a way to more rights', async () => {
    for (const [role, client] of clients) {
      const service = role.replace(/_(app|worker)$/, '');
      for (const statement of [
        'set role ouderportaal_owner',
        'set role postgres',
        "set session_replication_role = 'replica'",
        `alter role ${role} bypassrls`,
        `alter role ${role} superuser`,
        'create role somebody',
        'create schema another',
        `create table ${service}.another (id int)`,
        'create table public.another (id int)',
        `drop policy tenant on ${service}.outbox`,
        `alter table ${service}.outbox no force row level security`,
        "copy (select 1) to program 'true'",
        "select pg_read_file('PG_VERSION')",
        'select 1 from pg_authid',
        'create extension dblink',
        'select lo_creat(-1)',
        "select lo_from_bytea(0, 'outside of every organisation')",
        "select lo_import('PG_VERSION')",
        'select loread(0, 1)',
        'select pg_advisory_lock(1)',
        'select pg_advisory_lock(1, 1)',
        'select pg_try_advisory_xact_lock(1)',
        'select pg_advisory_xact_lock(1)',
      ]) {
        expect([role, statement, await tried(client, statement)]).toEqual([
          role,
          statement,
          REFUSED,
        ]);
      }
    }
  });

  it('S4: lets no role into another database of the server, nor take all its connections', async () => {
    for (const role of clients.keys()) {
      for (const other of ['postgres', 'template1']) {
        const url = new URL(database.urlOf(role));
        url.pathname = `/${other}`;
        const client = new pg.Client({ connectionString: url.href });
        client.on('error', () => {});
        await expect(client.connect()).rejects.toMatchObject({ code: REFUSED });
      }
    }
    const { rows } = await admin.query<{ limits: number; takes: number }>(
      `select max(rolconnlimit) as limits, current_setting('max_connections')::int as takes
       from pg_roles where rolname = any($1) and rolconnlimit > 0 having count(*) = $2`,
      [[...clients.keys()], clients.size],
    );
    expect(rows[0]!.limits).toBeLessThan(rows[0]!.takes - 20);
  });

  it('S4: leaves the only lock by number to requests, with the service as its first half', async () => {
    const lock = 'select pg_advisory_xact_lock(hashtext(current_schema), 1)';
    const outcomes = new Map<string, Outcome>();
    for (const [role, client] of clients) outcomes.set(role, await tried(client, lock));
    const workers = [...outcomes].filter(([role]) => role.endsWith('_worker'));
    expect(new Set(workers.map(([, outcome]) => outcome))).toEqual(new Set([REFUSED]));
    const apps = [...outcomes].filter(([role]) => role.endsWith('_app'));
    expect(new Set(apps.map(([, outcome]) => outcome))).toEqual(new Set(['1']));
    const { rows } = await admin.query(
      'select count(distinct hashtext(name)) = count(*) as differ from unnest($1::text[]) as name',
      [SERVICES],
    );
    expect(rows).toEqual([{ differ: true }]);
  });

  it('S2: cannot be switched off by who is locked in', async () => {
    const client = clientOf('planning_app');
    await client.query('set row_security = off');
    expect(await tried(client, 'select 1 from planning.child')).toBe(REFUSED);
    await client.query('reset row_security');
  });
});

function foreignVerbs(table: Table): string[] {
  const name = nameOf(table);
  const column = table.columns[0]?.name ?? '';
  return [
    `select 1 from ${name}`,
    `insert into ${name} default values`,
    `update ${name} set "${column}" = "${column}"`,
    `delete from ${name}`,
    `truncate ${name}`,
    `alter table ${name} disable row level security`,
  ];
}
