import type { Trace } from '@ouderportaal/bus';
import type { TenantDatabase, ReadTx } from '@ouderportaal/database';
import pg from 'pg';
import { FamiliesRepository } from '../../apps/planning/src/families/families.repository.js';
import { ProductsRepository } from '../../apps/planning/src/options/products.repository.js';
import { PoliciesRepository } from '../../apps/planning/src/policies/policies.repository.js';
import { QueueRepository } from '../../apps/planning/src/queue/queue.repository.js';
import { BookingsRepository } from '../../apps/planning/src/care-requests/bookings.repository.js';
import { OccupancyRepository } from '../../apps/planning/src/occupancy/occupancy.repository.js';
import { dayAhead } from '../../dev/journey/find-days.js';
import type { World } from '../support/world.js';
import type { Bench } from './measure.js';

/** A group and whose it is. */
export interface Group {
  tenant: string;
  group: string;
}

export async function someGroups(world: World): Promise<Group[]> {
  const client = new pg.Client({ connectionString: world.adminUrl });
  await client.connect();
  const { rows } = await client.query<Group>(
    'select tenant_id as tenant, id as "group" from planning.care_group order by md5(id::text) limit 50',
  );
  await client.end();
  return rows;
}

/** As it goes to the driver. */
export interface Statement {
  text: string;
  values: unknown[];
}

/** The hottest reads of the portal, through their repositories. */
export function hotReads({ parents }: Bench, groups: readonly Group[]) {
  const families = new FamiliesRepository();
  const policies = new PoliciesRepository();
  const products = new ProductsRepository();
  const bookings = new BookingsRepository();
  const queue = new QueueRepository();
  const occupancy = new OccupancyRepository();
  const [from, until] = [dayAhead(0), dayAhead(30)];
  const tenant = groups[0]?.tenant ?? '';
  const guardian = parents.find(({ tenantId }) => tenantId === tenant)?.guardianId ?? tenant;
  const ids = groups.filter((each) => each.tenant === tenant).map(({ group }) => group);
  const queuePage = {
    groupIds: ids,
    readersGroupIds: ids,
    today: from,
    from: null,
    until: null,
    after: null,
    limit: 50,
  };
  const reads: ((tx: ReadTx) => Promise<unknown>)[] = [
    (tx) => families.load(tx, guardian, from, until),
    (tx) => policies.withTimeZone(tx),
    (tx) => products.offeredTo(tx, guardian, from, until),
    (tx) => bookings.overview(tx, guardian, { status: null, before: null, limit: 50 }),
    (tx) => queue.list(tx, queuePage),
    (tx) => occupancy.load(tx, ids.slice(0, 1), from, from),
    (tx) => occupancy.load(tx, ids, from, until),
    (tx) => bookings.ofRequestForGuardian(tx, guardian, tenant),
  ];
  return { tenant, reads };
}

/** What the repositories send, taken down from one round. */
export async function statementsOf(
  database: TenantDatabase,
  owner: { tenantId: string; trace: Trace },
  reads: readonly ((tx: ReadTx) => Promise<unknown>)[],
): Promise<Statement[]> {
  const statements: Statement[] = [];
  await database.read(owner, async (tx) => {
    const recording = new Proxy(tx, {
      get(target, key) {
        if (key !== 'query' && key !== 'queryOne')
          return Reflect.get(target, key, target) as unknown;
        return async (text: string, values: unknown[] = []) => {
          statements.push({ text, values });
          return target[key](text, values);
        };
      },
    });
    for (const read of reads) await read(recording);
  });
  return statements;
}
