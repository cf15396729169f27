import { describe, expect, it } from '@jest/globals';
import { continueTrace } from '@ouderportaal/bus';
import { identity, planning } from '@ouderportaal/contracts';
import { TenantDatabase } from '@ouderportaal/database';
import { newId } from '@ouderportaal/kernel';
import { codeOf, newTenant, operator, problemOf } from '@ouderportaal/testing';
import { OccupancyRepository } from '../src/occupancy/occupancy.repository.js';
import { givenFamily, givenPlacement } from './support/families.js';
import {
  givenEmployee,
  givenIdentity,
  givenOrganisation,
  type PlanningRules,
  recordRules,
} from './support/organisations.js';
import { AFTERNOON, capacitiesOf, MORNING, policy, product } from './support/rows.js';
import { planningUnderTest } from './support/planning-under-test.js';

const rules = (changed: Partial<PlanningRules> = {}): PlanningRules => ({
  policy: policy(),
  dayparts: [MORNING, AFTERNOON],
  capacities: capacitiesOf(['G1'], [MORNING], 12),
  products: [product()],
  closures: [{ location: 'L1', startsOn: '2026-12-24', endsOn: '2026-12-31', reason: 'Kerst' }],
  ...changed,
});
const everythingCreated = [
  ['policy', 'eik', 'created'],
  ['daypart', 'morning', 'created'],
  ['daypart', 'afternoon', 'created'],
  ['product', 'whole-day', 'created'],
  ['capacity', 'G1/morning', 'created'],
  ['closure', '2026-12-24…2026-12-31 L1', 'created'],
];

describe("importing an organisation's planning rules", () => {
  const service = planningUnderTest();
  const { request, hear, sql } = service;

  const send = (
    tenantId: string,
    changed: Partial<PlanningRules> = {},
    dryRun = false,
    confirmRemovals = false,
  ) =>
    request(planning.imports.organisation, operator(tenantId), {
      organisation: 'eik',
      dryRun,
      confirmRemovals,
      ...rules(changed),
    });
  const briefly = (outcome: Awaited<ReturnType<typeof send>>) =>
    outcome.changes.map(({ kind, number, change }) => [kind, number, change]);
  const rowsOf = async (tenantId: string) => {
    const tables = ['planning_policy', 'daypart', 'care_product', 'group_capacity', 'closure'];
    const counts = await Promise.all(
      tables.map((table) =>
        sql<{ count: number }>(
          `select count(*)::int as count from planning.${table} where tenant_id = $1`,
          [tenantId],
        ),
      ),
    );
    return counts.map(([row]) => row!.count);
  };

  it('records all of it, and nothing when the same is sent again', async () => {
    const { tenantId } = await givenIdentity(service);

    expect(briefly(await send(tenantId))).toEqual(everythingCreated);
    expect(await rowsOf(tenantId)).toEqual([1, 2, 1, 1, 1]);
    expect(await send(tenantId)).toEqual({ changes: [], unchanged: 6 });
    expect(await rowsOf(tenantId)).toEqual([1, 2, 1, 1, 1]);
  });

  it('answers a dry run as if, and changes nothing', async () => {
    const { tenantId } = await givenIdentity(service);

    const tried = await send(tenantId, {}, true);
    expect(await rowsOf(tenantId)).toEqual([0, 0, 0, 0, 0]);
    expect(await send(tenantId)).toEqual(tried);
  });

  it('creates everything in a dry run for an organisation that is not there at all', async () => {
    const tried = await request(planning.imports.organisation, operator(), {
      organisation: 'eik',
      dryRun: true,
      ...rules(),
    });
    expect(briefly(tried)).toEqual(everythingCreated);
    expect(await codeOf(send(operator().tenantId))).toBe('not-found');
  });

  it('is to be repeated until identity has told of the organisation', async () => {
    expect(await codeOf(send(newTenant()))).toBe('import-not-known-yet');
  });

  it('is to be repeated until identity has told of its groups and locations', async () => {
    const { tenantId, groups } = await givenIdentity(service);
    const capacities = capacitiesOf(['G1', 'G2'], [MORNING], 12);
    const closures = [{ ...rules().closures[0]!, location: 'L2' }];

    expect(await problemOf(send(tenantId, { capacities }))).toMatchObject({
      code: 'import-not-known-yet',
      errors: [{ path: ['capacities', 1, 'group'], message: 'G2 is not known here yet' }],
    });
    expect(await codeOf(send(tenantId, { closures }))).toBe('import-not-known-yet');
    expect(await rowsOf(tenantId)).toEqual([0, 0, 0, 0, 0]);
    expect((await send(tenantId, { capacities, closures }, true)).changes).toHaveLength(7);

    await hear(identity.events.groupRecorded, tenantId, {
      groupId: newId(),
      locationId: groups[0]!.locationId,
      code: 'G2',
      name: 'Groep G2',
      careType: 'day-care',
    });
    expect((await send(tenantId, { capacities })).changes).toHaveLength(7);
  });

  it('keeps a version of the policy only when it differs', async () => {
    const { tenantId } = await givenIdentity(service);
    await send(tenantId);
    await send(tenantId);
    await send(tenantId, { policy: policy({ cancelUntilDaysBefore: null }) });

    const versions = await sql<{ version: number; allowed: number | null }>(
      `select version, (document->>'cancelUntilDaysBefore')::int as allowed
       from planning.planning_policy where tenant_id = $1 order by version`,
      [tenantId],
    );
    expect(versions).toEqual([
      { version: 1, allowed: 2 },
      { version: 2, allowed: null },
    ]);
  });

  it('keeps what is left out', async () => {
    const { tenantId } = await givenIdentity(service);
    await send(tenantId);

    const outcome = await send(tenantId, { capacities: [], products: [], closures: undefined });

    expect(outcome.changes).toEqual([]);
    expect(await rowsOf(tenantId)).toEqual([1, 2, 1, 1, 1]);
  });

  it('takes away, when it is confirmed, closures that are not sent and places that are null', async () => {
    const { tenantId } = await givenIdentity(service);
    await send(tenantId);
    const changed = {
      capacities: [
        { group: 'G1', daypart: 'morning', places: null },
        ...capacitiesOf(['G1'], [AFTERNOON], 10),
      ],
      closures: [{ location: null, startsOn: '2026-12-24', endsOn: '2026-12-31', reason: 'Kerst' }],
    };

    expect(await problemOf(send(tenantId, changed))).toMatchObject({
      code: 'import-not-confirmed',
      errors: [
        { message: 'capacity G1/morning would be removed: takes something away' },
        { message: 'closure 2026-12-24…2026-12-31 L1 would be removed: takes something away' },
      ],
    });
    const looked = await send(tenantId, changed, true);
    const outcome = await send(tenantId, changed, false, true);

    expect(outcome).toEqual(looked);
    expect(briefly(outcome)).toEqual([
      ['capacity', 'G1/afternoon', 'created'],
      ['capacity', 'G1/morning', 'removed'],
      ['closure', '2026-12-24…2026-12-31 all', 'created'],
      ['closure', '2026-12-24…2026-12-31 L1', 'removed'],
    ]);
    expect(await rowsOf(tenantId)).toEqual([1, 2, 1, 1, 1]);
    expect((await send(tenantId, changed)).changes).toEqual([]);
  });

  it('changes what differs, once', async () => {
    const { tenantId } = await givenIdentity(service);
    await send(tenantId);
    const changed = {
      capacities: capacitiesOf(['G1'], [MORNING], 8),
      dayparts: [{ ...MORNING, endsAt: '12:30' }],
      products: [product({ cents: null, points: 3.5, endsAt: '24:00', weekdays: [6, 7] })],
      closures: [{ ...rules().closures[0]!, reason: 'Kerstvakantie' }],
    };

    const { changes } = await send(tenantId, changed);

    expect(changes.map(({ number, fields }) => [number, ...fields])).toEqual([
      ['morning', 'endsAt'],
      ['whole-day', 'endsAt', 'cents', 'points', 'weekdays'],
      ['G1/morning', 'places'],
      ['2026-12-24…2026-12-31 L1', 'reason'],
    ]);
    expect((await send(tenantId, changed)).changes).toEqual([]);
  });

  it('stops a group from offering a product that no longer names it', async () => {
    const organisation = await givenOrganisation(service, {
      groups: [{ code: 'G1' }, { code: 'G2' }],
    });
    const { child, guardian } = await givenFamily(service, organisation);
    await givenPlacement(service, organisation, child);

    const [first, ...others] = organisation.rules.products;
    await recordRules(service, organisation, { products: [{ ...first!, groups: ['G2'] }] });

    const { children } = await request(planning.options.list, guardian, { on: '2026-03-10' });
    const offered = children[0]!.groups[0]!.options.map(({ productId }) => productId);
    expect(offered).toEqual(others.map(({ code }) => organisation.products[code]));
  });

  it('counts a daypart no longer once no group has places in it', async () => {
    const { tenantId } = await givenIdentity(service);
    await send(tenantId, { capacities: capacitiesOf(['G1'], [MORNING, AFTERNOON], 12) });
    const counted = () =>
      service
        .get(TenantDatabase)
        .read({ tenantId, trace: continueTrace() }, (tx) =>
          service.get(OccupancyRepository).load(tx, [], '2026-03-10', '2026-03-10'),
        );
    const names = async () => (await counted()).dayparts.map(({ name }) => name);

    expect(await names()).toEqual(['Ochtend', 'Middag']);
    const morning = { group: 'G1', daypart: 'morning', places: null };
    await send(tenantId, { capacities: [morning] }, false, true);
    expect(await names()).toEqual(['Middag']);
    await send(tenantId, { capacities: [{ ...morning, daypart: 'afternoon' }] }, false, true);
    expect(await names()).toEqual(['Ochtend', 'Middag']);
  });

  it.each([true, false])('says where the errors are (dry run: %s)', async (dryRun) => {
    const { tenantId } = await givenIdentity(service);
    const problem = await problemOf(
      send(
        tenantId,
        {
          capacities: capacitiesOf(['G1'], [{ ...MORNING, code: 'night' }], 1),
          products: [product({ validFrom: '2026-02-01', validUntil: '2026-01-31' })],
        },
        dryRun,
      ),
    );
    expect(problem.code).toBe('import-invalid');
    expect(problem.errors.map(({ path }) => path)).toEqual([
      ['capacities', 0, 'daypart'],
      ['products', 0, 'validUntil'],
    ]);
    expect(await rowsOf(tenantId)).toEqual([0, 0, 0, 0, 0]);
  });

  it('leaves another organisation with the same codes alone', async () => {
    const [one, other] = [await givenIdentity(service), await givenIdentity(service)];
    await send(one.tenantId);
    await send(other.tenantId, { closures: [], capacities: [], products: [] });

    expect(await rowsOf(one.tenantId)).toEqual([1, 2, 1, 1, 1]);
    expect(await rowsOf(other.tenantId)).toEqual([1, 2, 0, 0, 0]);
  });

  it('is for operators only', async () => {
    const organisation = await givenOrganisation(service);
    const manager = await givenEmployee(service, organisation, { role: 'manager' });
    const sent = request(planning.imports.organisation, manager, {
      organisation: organisation.slug,
      ...organisation.rules,
    });
    expect(await codeOf(sent)).toBe('not-allowed');
  });
});
