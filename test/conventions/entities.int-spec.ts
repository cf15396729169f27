import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openDatabase, type TestDatabase } from '@ouderportaal/testing';
import { Column, DataSource, Entity, PrimaryColumn } from 'typeorm';
import { allSchemas } from '../../apps/migrate/src/schemas.js';
import { allServices } from '../support/all-services.js';

type EntityClass = new () => object;

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

/** A column as `name type [null] [key]`. */
const said = (name: string, type: string, isNull: boolean, isKey: boolean) =>
  [name, type, isNull && 'null', isKey && 'key'].filter(Boolean).join(' ');

describe('an entity', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await openDatabase(allSchemas);
  });

  afterAll(() => database.drop());

  /** What entity and table say differently, as `+ column of the entity` and `- column of the table`. */
  async function driftOf(entities: readonly EntityClass[]): Promise<string[]> {
    const source = new DataSource({
      type: 'postgres',
      url: database.adminUrl,
      entities: [...entities],
    });
    await source.initialize();
    try {
      const drift: string[] = [];
      for (const { tablePath, columns } of source.entityMetadatas) {
        const entity = columns.map((column) =>
          said(
            column.databaseName,
            source.driver.normalizeType(column),
            column.isNullable,
            column.isPrimary,
          ),
        );
        const table = (
          await source.query<{ name: string; type: string; isNull: boolean; isKey: boolean }[]>(
            `select a.attname as name, format_type(a.atttypid, a.atttypmod) as type,
               not a.attnotnull as "isNull",
               coalesce(a.attnum = any(k.conkey), false) as "isKey"
             from pg_attribute a
             left join pg_constraint k on k.conrelid = a.attrelid and k.contype = 'p'
             where a.attrelid = $1::regclass and a.attnum > 0 and not a.attisdropped`,
            [tablePath],
          )
        ).map(({ name, type, isNull, isKey }) => said(name, type, isNull, isKey));
        drift.push(
          ...entity.filter((column) => !table.includes(column)).map((column) => `+ ${column}`),
          ...table.filter((column) => !entity.includes(column)).map((column) => `- ${column}`),
        );
      }
      return drift.sort();
    } finally {
      await source.destroy();
    }
  }

  it('says of each column what the table says', async () => {
    const entities = allServices.flatMap((service) => service.entities) as EntityClass[];
    expect(entities.length).toBeGreaterThan(2);
    expect(await driftOf(entities)).toEqual([]);
  });

  it('is noticed where it drifts: type, key, what may be missing, and columns that one of both has', async () => {
    expect(await driftOf([Drifted])).toEqual(
      expect.arrayContaining([
        '+ colour text',
        '+ device_name text',
        '+ tenant_id text',
        '- device_name text null',
        '- tenant_id uuid key',
        '- token_hash bytea',
      ]),
    );
  });
});
