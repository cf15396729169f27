import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openDatabase, type TestDatabase } from '@ouderportaal/testing';
import pg from 'pg';
import { allSchemas } from '../../apps/migrate/src/schemas.js';

const SERVICES = allSchemas.map(({ name }) => name);

/** Tables that belong to no organisation, each with the reason why it may. */
const WITHOUT_TENANT = new Set([
  'identity.login_throttle', // counts tries by hashed key, before anybody knows which organisation
  'identity.organisation_directory', // short name to tenant: looked up before there is one
  ...SERVICES.flatMap((service) => [
    `${service}.inbox_heard`, // kinds of events per producer
    `${service}.inbox_snapshot`, // how far the state of a producer is taken
    `${service}.inbox_watermark`, // a number per producer
    `${service}.migration`, // the steps that were run
    `${service}.outbox_consumer`, // a number per consumer
    `${service}.outbox_position`, // one number
    `${service}.outbox_relay`, // one row to take turns by, and how far they have come
  ]),
]);

/** Keys and indexes that span organisations on purpose: positions count across all of them. */
const ACROSS_TENANTS = new Set([
  'idx_outbox_waiting',
  'uq_outbox_position',
  'idx_dead_letter_due',
  'idx_decision_announcement_due', // whose family is told next
  'idx_idempotency_key_age',
  'idx_inbox_age',
  'idx_logo_removal_due', // what the hourly job takes away next, whoever it was of
  'idx_mail_delivery_due', // what the sender takes next, whoever it is for
  'pk_organisation_directory', // looked up before there is a tenant
]);

describe('the database', () => {
  let database: TestDatabase;
  let admin: pg.Client;

  const rows = async <R extends object>(sql: string): Promise<R[]> =>
    (await admin.query<R>(sql, [SERVICES])).rows;
  const names = async (sql: string): Promise<string[]> =>
    (await rows<{ name: string }>(sql)).map(({ name }) => name);

  beforeAll(async () => {
    database = await openDatabase(allSchemas);
    admin = new pg.Client({ connectionString: database.adminUrl });
    await admin.connect();
  });

  afterAll(async () => {
    await admin.end();
    await database.drop();
  });

  it('gives every table a tenant, but for the few that need none', async () => {
    const without = await names(`
      select format('%s.%s', n.nspname, c.relname) as name
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p') and n.nspname = any($1)
        and not exists (select from pg_attribute a
          where a.attrelid = c.oid and a.attname = 'tenant_id' and a.attnotnull)`);
    expect(without.filter((table) => !WITHOUT_TENANT.has(table))).toEqual([]);
  });

  it('locks every tenant table by forced row-level security that checks reads and writes', async () => {
    const open = await names(`
      select format('%s.%s', n.nspname, c.relname) as name
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
      where c.relkind in ('r', 'p') and n.nspname = any($1)
        and (not c.relrowsecurity or not c.relforcerowsecurity or not exists (
          select from pg_policy p where p.polrelid = c.oid and p.polname = 'tenant'
            and p.polqual is not null and p.polwithcheck is not null
            and pg_get_expr(p.polqual, c.oid) like '%app.tenant%'))`);
    expect(open.filter((table) => !WITHOUT_TENANT.has(table))).toEqual([]);
  });

  it('lets only the worker role look across organisations, and only at queues', async () => {
    const wide = await rows<{ name: string; roles: string[] }>(`
      select format('%s.%s', n.nspname, c.relname) as name,
        array(select rolname::text from pg_roles where oid = any(p.polroles)) as roles
      from pg_policy p join pg_class c on c.oid = p.polrelid
      join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = any($1) and p.polname <> 'tenant' order by 1`);
    expect(
      wide.filter(({ name, roles }) => roles.join() !== `${name.split('.')[0]}_worker`),
    ).toEqual([]);
    expect(wide.map(({ name }) => name)).toEqual(
      [
        'media.logo',
        'media.logo_removal',
        'messaging.mail_delivery',
        'planning.decision_announcement',
        'planning.organisation',
        ...SERVICES.flatMap((service) =>
          ['dead_letter', 'idempotency_key', 'inbox', 'outbox'].map(
            (table) => `${service}.${table}`,
          ),
        ),
      ].sort(),
    );
  });

  it('puts the tenant first in every key and index', async () => {
    const led = await rows<{ name: string; first: string }>(`
      select i.relname as name, a.attname as first
      from pg_index x join pg_class i on i.oid = x.indexrelid
      join pg_class c on c.oid = x.indrelid
      join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute t on t.attrelid = c.oid and t.attname = 'tenant_id'
      left join pg_attribute a on a.attrelid = c.oid and a.attnum = x.indkey[0]
      where n.nspname = any($1)`);
    const strays = led.filter(
      ({ name, first }) => first !== 'tenant_id' && !ACROSS_TENANTS.has(name),
    );
    expect(strays).toEqual([]);
  });

  it('keeps references within one organisation, with an index under each', async () => {
    const loose = await names(`
      select k.conname as name
      from pg_constraint k join pg_namespace n on n.oid = k.connamespace
      where k.contype = 'f' and n.nspname = any($1)
        and (
          not exists (select from pg_attribute a
            where a.attrelid = k.conrelid and a.attnum = any(k.conkey) and a.attname = 'tenant_id')
          or not exists (select from pg_index x
            where x.indrelid = k.conrelid and x.indisvalid
              and k.conkey @> (x.indkey::int2[])[0:1])
        )`);
    expect(loose).toEqual([]);
  });

  it('stores instants with their time zone and names its constraints', async () => {
    const naive = await names(`
      select format('%s.%s.%s', table_schema, table_name, column_name) as name
      from information_schema.columns
      where table_schema = any($1) and data_type = 'timestamp without time zone'`);
    const unnamed = await names(`
      select format('%s.%s', n.nspname, k.conname) as name
      from pg_constraint k join pg_namespace n on n.oid = k.connamespace
      join pg_class c on c.oid = k.conrelid
      where n.nspname = any($1) and k.contype <> 'n' and c.relname <> 'migration'
        and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id')
        and k.conname !~ '^(pk|uq|fk|ck|ex)_'`);
    expect(naive).toEqual([]);
    expect(unnamed).toEqual([]);
  });

  it('gives a service’s roles nothing but their own schema', async () => {
    const powers = await rows<{ role: string; schema: string }>(`
      select r.rolname as role, n.nspname as schema
      from pg_roles r cross join pg_namespace n
      where r.rolname ~ '_(app|worker)$' and n.nspname = any($1)
        and has_schema_privilege(r.oid, n.oid, 'usage')`);
    const foreign = powers.filter(
      ({ role, schema }) => role.replace(/_(app|worker)$/, '') !== schema,
    );
    expect(powers).toHaveLength(SERVICES.length * 2);
    expect(foreign).toEqual([]);
  });

  it('gives no role of a service a way around the locks', async () => {
    const strong = await names(`
      select rolname as name from pg_roles
      where rolname ~ '^(${SERVICES.join('|')})_(app|worker)$' and $1::text[] is not null
        and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb)`);
    const owned = await names(`
      select format('%s.%s', n.nspname, c.relname) as name
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = any($1) and c.relkind in ('r', 'v', 'm', 'S')
        and pg_get_userbyid(c.relowner) <> 'ouderportaal_owner'`);
    const dangerous = await names(`
      select format('%s.%s %s', table_schema, table_name, privilege_type) as name
      from information_schema.role_table_grants
      where table_schema = any($1) and privilege_type in ('TRUNCATE', 'REFERENCES', 'TRIGGER')
        and grantee ~ '_(app|worker)$'`);
    expect([...strong, ...owned, ...dangerous]).toEqual([]);
  });

  it('keeps the answers of people from the worker roles, which look across organisations', async () => {
    const readable = await names(`
      select schema as name from unnest($1::text[]) as schema
      where has_column_privilege(
        schema || '_worker', schema || '.idempotency_key', 'answer', 'select')`);
    expect(readable).toEqual([]);
  });

  it('has no view, function or trigger that would run with more rights', async () => {
    const elevated = await names(`
      select format('%s.%s', n.nspname, p.proname) as name
      from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where n.nspname = any($1) and p.prosecdef
      union all
      select format('%s.%s', n.nspname, c.relname)
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = any($1) and c.relkind in ('v', 'm')`);
    expect(elevated).toEqual([]);
  });

  it('shows nothing and takes nothing while no organisation is set', async () => {
    const tables = await rows<{ service: string; name: string }>(`
      select n.nspname as service, c.relname as name
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
      where c.relkind = 'r' and n.nspname = any($1)`);
    for (const service of SERVICES) {
      const app = new pg.Client({ connectionString: database.urlOf(`${service}_app`) });
      await app.connect();
      for (const { name } of tables.filter((table) => table.service === service)) {
        const seen = await app
          .query(`select count(*)::int as n from ${service}.${name}`)
          .catch((error: unknown) => error as { code: string });
        const outcome = 'rows' in seen ? (seen.rows[0] as { n: number }).n : seen.code;
        expect([0, '42501']).toContain(outcome);
      }
      await app.end();
    }
  });
});
