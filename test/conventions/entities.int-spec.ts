import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@ouderportaal/kernel';
import { openDatabase, type TestDatabase } from '@ouderportaal/testing';
import pg from 'pg';
import { Column, DataSource, Entity, PrimaryColumn } from 'typeorm';
import { LogoRemoval } from '../../apps/media/src/logos/logo-removal.entity.js';
import { allServices } from '../support/all-services.js';
import { driftOf } from './support/entity-drift.js';

/** Says its key, its types and what may be missing otherwise than the table does, and knows a column that is none. */
@Entity({ name: 'session', schema: 'identity' })
class Drifted {
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  id: string;

  @Column({ name: 'tenant_id', type: 'text' })
  tenantId: string;

  @Column({ name: 'device_name', type: 'text' })
  deviceName: string;

  @Column({ name: 'colour', type: 'text' })
  colour: string;
}

const IN_SETS = 'an import writes many rows of it in one statement';
const COPY = 'a copy: events write any number of rows of it in one statement';

/** Tables without an entity, each with the reason why no service writes it row by row. */
const WITHOUT_ENTITY: Readonly<Record<string, string>> = {
  'billing.child': COPY,
  'billing.organisation': COPY,
  'billing.payer': COPY,
  'identity.account': IN_SETS,
  'identity.care_group': IN_SETS,
  'identity.child': IN_SETS,
  'identity.employee': IN_SETS,
  'identity.employee_group': IN_SETS,
  'identity.family': IN_SETS,
  'identity.guardian': IN_SETS,
  'identity.guardianship': IN_SETS,
  'identity.location': IN_SETS,
  'identity.login_throttle':
    'counting a try is one statement that adds, on the path of each sign-in',
  'identity.organisation_directory': 'one insert that tells whether somebody else was first',
  'identity.organisation_logo': COPY,
  'messaging.delivery_attempt':
    'numbered from the attempts before it, in the statement that writes it',
  'messaging.organisation': COPY,
  'messaging.organisation_logo': COPY,
  'messaging.recipient': COPY,
  'planning.booking': 'written, decided and withdrawn in sets',
  'planning.care_group': COPY,
  'planning.care_product': IN_SETS,
  'planning.care_product_group': IN_SETS,
  'planning.child': COPY,
  'planning.closure': IN_SETS,
  'planning.daypart': IN_SETS,
  'planning.employee': COPY,
  'planning.employee_group': COPY,
  'planning.group_capacity': IN_SETS,
  'planning.guardianship': COPY,
  'planning.location': COPY,
  'planning.organisation': COPY,
  'planning.placement': IN_SETS,
  'planning.placement_day': IN_SETS,
  'planning.slot': 'counted anew for any number of days at once',
};

/** Changes of a table that its entity must not outlive. */
const DRIFTS = [
  {
    what: 'another type',
    change: 'alter table planning.care_request alter column remark type varchar(100)',
    found: [
      'planning.care_request: only the entity has "remark text"',
      'planning.care_request: only the table has "remark character varying(100)"',
    ],
  },
  {
    what: 'a column that may be null no longer',
    change: 'alter table messaging.mail alter column sent_at set not null',
    found: [
      'messaging.mail: only the entity has "sent_at timestamp with time zone"',
      'messaging.mail: only the table has "sent_at timestamp with time zone not null"',
    ],
  },
  {
    what: 'a new column',
    change: 'alter table media.logo add column alt text',
    found: ['media.logo: only the table has "alt text"'],
  },
  {
    what: 'a column with another name',
    change: 'alter table media.logo rename column width to pixels',
    found: [
      'media.logo: only the entity has "width integer not null"',
      'media.logo: only the table has "pixels integer not null"',
    ],
  },
  {
    what: 'a column of one where there were many',
    change: `alter table identity.organisation alter column features_on drop default,
      alter column features_on type text using features_on::text`,
    found: [
      'identity.organisation: only the entity has "features_on text[] not null"',
      'identity.organisation: only the table has "features_on text not null"',
    ],
  },
  {
    what: 'another key',
    change: `alter table media.logo_removal drop constraint pk_logo_removal,
      add constraint pk_logo_removal primary key (version, tenant_id)`,
    found: [
      'media.logo_removal: only the entity has "tenant_id uuid not null, key 1"',
      'media.logo_removal: only the entity has "version text not null, key 2"',
      'media.logo_removal: only the table has "tenant_id uuid not null, key 2"',
      'media.logo_removal: only the table has "version text not null, key 1"',
    ],
  },
  {
    what: 'a table that is gone',
    change: 'drop table planning.planning_policy cascade',
    found: expect.arrayContaining([
      'planning.planning_policy: only the entity has "document jsonb not null"',
    ]),
  },
];

describe('entities', () => {
  let database: TestDatabase;
  let admin: pg.Client;
  let source: DataSource;

  beforeAll(async () => {
    database = await openDatabase(allServices);
    admin = new pg.Client({ connectionString: database.adminUrl });
    await admin.connect();
    source = new DataSource({
      type: 'postgres',
      url: database.adminUrl,
      entities: allServices.flatMap(({ entities }) => [...entities]),
      synchronize: false,
    });
    await source.initialize();
  });

  afterAll(async () => {
    await source?.destroy();
    await admin?.end();
    await database?.drop();
  });

  it('say of their tables what the catalogue says', async () => {
    expect(source.entityMetadatas.length).toBeGreaterThan(0);
    expect(await driftOf(admin, source)).toEqual([]);
  });

  it.each(DRIFTS)('are found out by $what', async ({ change, found }) => {
    await admin.query('begin');
    try {
      await admin.query(change);

      const drift = await driftOf(admin, source);

      expect(drift.sort()).toEqual(found);
    } finally {
      await admin.query('rollback');
    }
  });

  it('are found out themselves: type, key, what may be missing, and columns that one of both has', async () => {
    const drifted = new DataSource({
      type: 'postgres',
      url: database.adminUrl,
      entities: [Drifted],
    });
    await drifted.initialize();
    const drift = await driftOf(admin, drifted).finally(() => drifted.destroy());

    expect(drift).toEqual(
      expect.arrayContaining([
        'identity.session: only the entity has "colour text not null"',
        'identity.session: only the entity has "device_name text not null"',
        'identity.session: only the entity has "id uuid not null, key 1"',
        'identity.session: only the entity has "tenant_id text not null"',
        'identity.session: only the table has "device_name text"',
        'identity.session: only the table has "tenant_id uuid not null, key 1"',
        'identity.session: only the table has "token_hash bytea not null"',
      ]),
    );
  });

  it('are written by one statement each time, whatever was there', async () => {
    const runner = source.createQueryRunner();
    const asked: string[] = [];
    const query = runner.query.bind(runner);
    runner.query = (sql: string, ...rest: never[]) => {
      asked.push(sql.split(' ')[0] ?? '');
      return query(sql, ...rest);
    };
    const key = { tenantId: newId(), version: 'planted' };
    const row = { ...key, dueAt: new Date() };

    await runner.manager.insert(LogoRemoval, row);
    await runner.manager.upsert(LogoRemoval, row, ['tenantId', 'version']);
    await runner.manager.update(LogoRemoval, key, { dueAt: new Date() });
    await runner.manager.findOneBy(LogoRemoval, key);
    await runner.manager.delete(LogoRemoval, key);
    await runner.release();

    expect(asked).toEqual(['INSERT', 'INSERT', 'UPDATE', 'SELECT', 'DELETE']);
  });

  it('are there for every table of a feature, or a reason is', async () => {
    const { rows } = await admin.query<{ name: string }>(
      `select format('%s.%s', n.nspname, c.relname) as name
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind in ('r', 'p') and n.nspname = any($1::text[])
         and c.relname in (
           -- What all schemas have is no feature's, and libs/database writes it.
           select o.relname from pg_class o join pg_namespace m on m.oid = o.relnamespace
           where o.relkind in ('r', 'p') and m.nspname = any($1::text[])
           group by o.relname having count(*) < cardinality($1::text[]))`,
      [allServices.map(({ name }) => name)],
    );
    const withEntity = source.entityMetadatas.map((one) => `${one.schema}.${one.tableName}`);

    expect([...withEntity, ...Object.keys(WITHOUT_ENTITY)].sort()).toEqual(
      rows.map(({ name }) => name).sort(),
    );
  });
});
