import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@ouderportaal/kernel';
import { openDatabase, type TestDatabase } from '@ouderportaal/testing';
import pg from 'pg';
import { allServices } from '../support/all-services.js';
import { calendarInOne, calendarRows } from '../../bench/baseline/calendar.js';
import { careRequestTables, writeCareRequest } from '../../bench/baseline/care-request.js';

/** A measure beside statements that the tables no longer take would fail on the day somebody needs it. */
describe('what the bench compares the portal with', () => {
  let database: TestDatabase;
  let pool: pg.Pool;

  beforeAll(async () => {
    database = await openDatabase(allServices);
    pool = new pg.Pool({ connectionString: database.adminUrl, max: 2 });
    await pool.query(`create schema bench; ${careRequestTables}`);
  });

  afterAll(async () => {
    await pool.end();
    await database.drop();
  });

  // The load sends one body all the time.
  const body = {
    bookings: [{ childId: newId(), groupId: newId(), productId: newId(), on: '2026-03-10' }],
  };

  it.each(['care_request', 'booking', 'idempotency_key', 'audit', 'outbox'])(
    'writes a row of %s each time, as submitting does',
    async (table) => {
      const before = await count(table);
      await writeCareRequest(pool, body);
      await writeCareRequest(pool, body);
      expect((await count(table)) - before).toBe(2);
    },
  );

  it('reads a calendar in seven statements and in one', async () => {
    const asked = { tenant: newId(), guardian: newId(), from: '2026-03-01', until: '2026-03-31' };
    await expect(calendarRows(pool, asked)).resolves.toBeDefined();
    await expect(calendarInOne(pool, asked)).resolves.toBeDefined();
  });

  async function count(table: string): Promise<number> {
    const { rows } = await pool.query<{ n: number }>(`select count(*)::int n from bench.${table}`);
    return rows[0]?.n ?? 0;
  }
});
