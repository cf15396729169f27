import { describe, expect, it } from '@jest/globals';
import { asRows, columnsOf, insertMany, recordCopies, rowsOf } from './many-rows.js';
import type { Tx } from './tx.js';

const COLUMNS = { childId: 'id uuid', firstName: 'first_name text', cents: 'cents int' } as const;

/** Keeps what would be sent. */
function recording() {
  const sent: { sql: string; parameters: readonly unknown[] }[] = [];
  const tx = {
    tenantId: 'ours',
    query: async (sql: string, parameters: readonly unknown[]) => {
      sent.push({ sql: sql.replaceAll(/\s+/g, ' ').trim(), parameters });
      return [];
    },
  };
  return { sent, tx: tx as unknown as Tx };
}

describe('many rows', () => {
  it('go in one statement, with their types and nothing that is no column', async () => {
    const { sent, tx } = recording();
    const rows = [{ childId: '1', firstName: "O'Neil", cents: null, remark: 'not stored' }];
    await insertMany(tx, { table: 'child', columns: COLUMNS }, rows, {
      onConflict: 'on conflict do nothing',
      returning: 'id',
    });
    expect(sent).toEqual([
      {
        sql: 'insert into child (tenant_id, id, first_name, cents) select $1, "childId", "firstName", "cents" from jsonb_to_recordset($2::jsonb) as given ("childId" uuid, "firstName" text, "cents" int) on conflict do nothing returning id',
        parameters: ['ours', `[{"childId":"1","firstName":"O'Neil","cents":null}]`],
      },
    ]);
  });

  it('are no statement where there are none', async () => {
    const { sent, tx } = recording();
    expect(await insertMany(tx, { table: 'child', columns: COLUMNS }, [])).toEqual([]);
    expect(sent).toEqual([]);
  });

  it('that are copies change what is older, and keep the key', async () => {
    const { sent, tx } = recording();
    const copy = { table: 'child', columns: COLUMNS };
    await recordCopies(tx, copy, [{ childId: '1', firstName: 'Liv', cents: 0, asOf: 7 }]);
    expect(sent[0]?.sql).toContain(
      'on conflict (tenant_id, id) do update set first_name = excluded.first_name, cents = excluded.cents, as_of = excluded.as_of where child.as_of < excluded.as_of',
    );
  });

  it.each([
    { 'a"b': 'id uuid' },
    { id: 'id uuid; drop table child' },
    { id: 'id" uuid' },
    { id: 'uuid' },
  ])('have columns that are names and types: not %j', (columns) => {
    expect(() => rowsOf(columns as never, 1)).toThrow(/is no (column|name)/);
  });

  it('are read and written by one list of columns', () => {
    const { names, fields, readFrom } = columnsOf(COLUMNS);
    expect(names).toBe('id, first_name, cents');
    expect(fields).toBe('"childId", "firstName", "cents"');
    expect(readFrom('c')).toBe(
      'c.id as "childId", c.first_name as "firstName", c.cents as "cents"',
    );
    expect(() => readFrom('c; drop')).toThrow('is no name');
  });

  it('are read by the names of their fields', () => {
    expect(asRows({ on: 'care_on date' }, [{ on: '2026-03-02', off: 1 } as { on: string }])).toBe(
      '[{"on":"2026-03-02"}]',
    );
  });
});
