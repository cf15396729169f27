import { describe, expect, it } from '@jest/globals';
import { type DomainError, identity, planning } from '@ouderportaal/contracts';
import { newId } from '@ouderportaal/kernel';
import { codeOf, operator, problemOf, statementsOf } from '@ouderportaal/testing';
import { givenFamily } from './support/families.js';
import { givenOrganisation, type GivenOrganisation } from './support/organisations.js';
import { patternDay } from './support/rows.js';
import { planningUnderTest } from './support/planning-under-test.js';

describe('importing placements', () => {
  const service = planningUnderTest();
  const { request, hear, sql } = service;

  const row = (
    child: { number: string },
    changed: Partial<planning.PlacementRow> = {},
  ): planning.PlacementRow => ({
    number: 'P1',
    child: child.number,
    group: 'G1',
    startsOn: '2026-01-05',
    endsOn: null,
    days: [patternDay(1)],
    ...changed,
  });
  const send = (
    { operator: by, slug }: Pick<GivenOrganisation, 'operator' | 'slug'>,
    placements: planning.PlacementRow[],
    dryRun = false,
  ) => request(planning.imports.placements, by, { organisation: slug, dryRun, placements });
  const daysOf = async ({ tenantId }: GivenOrganisation) =>
    sql<{ number: string; weekday: number; starts_at: number; valid_during: string }>(
      `select p.number, d.weekday, d.starts_at, d.valid_during::text as valid_during
       from planning.placement p
       left join planning.placement_day d on d.tenant_id = p.tenant_id and d.placement_id = p.id
       where p.tenant_id = $1 order by p.number, d.weekday, d.starts_at`,
      [tenantId],
    );
  const given = async () => {
    const organisation = await givenOrganisation(service, {
      groups: [{ code: 'G1' }, { code: 'G2' }],
    });
    const family = await givenFamily(service, organisation, { children: ['Mila', 'Sem'] });
    return { organisation, mila: family.children[0]!, sem: family.children[1]!, ...family };
  };

  it('records placements with their days, and nothing when the same is sent again', async () => {
    const { organisation, mila } = await given();
    const placement = row(mila, {
      endsOn: '2026-06-30',
      days: [patternDay(3, { startsAt: '13:00' }), patternDay(1)],
    });

    expect(await send(organisation, [placement])).toEqual({
      changes: [{ kind: 'placement', number: 'P1', change: 'created', fields: [], caution: null }],
      unchanged: 0,
    });
    expect(await send(organisation, [placement])).toEqual({ changes: [], unchanged: 1 });
    const valid_during = '[2026-01-05,2026-07-01)';
    expect(await daysOf(organisation)).toEqual([
      { number: 'P1', weekday: 1, starts_at: 450, valid_during },
      { number: 'P1', weekday: 3, starts_at: 780, valid_during },
    ]);
  });

  it('changes days, dates, group and even the child of a placement', async () => {
    const { organisation, guardian, mila, sem } = await given();
    await send(organisation, [row(mila)]);
    const changed = row(sem, { group: 'G2', endsOn: '2026-03-08', days: [patternDay(2)] });

    const { changes } = await send(organisation, [changed]);

    expect(changes[0]?.fields).toEqual(['child', 'group', 'endsOn', 'days']);
    const { entries } = await request(planning.calendar.get, guardian, {
      from: '2026-03-02',
      until: '2026-03-15',
    });
    expect(entries.map(({ on, child, group }) => [on, child.firstName, group.groupName])).toEqual([
      ['2026-03-03', 'Sem', 'Groep G2'],
    ]);
  });

  it('answers a dry run as if, also for children and groups that are not known yet', async () => {
    const { organisation, mila } = await given();
    const placements = [row(mila), row({ number: 'K-9' }, { number: 'P2', group: 'G9' })];

    const tried = await send(organisation, placements, true);

    expect(tried.changes.map(({ number, change }) => [number, change])).toEqual([
      ['P1', 'created'],
      ['P2', 'created'],
    ]);
    expect(await daysOf(organisation)).toEqual([]);
    expect(await send({ operator: operator(), slug: 'nergens' }, placements, true)).toEqual(tried);
  });

  it('is to be repeated until identity has told of child and group, and records nothing till then', async () => {
    const { organisation, mila } = await given();
    const later = { childId: newId(), number: 'K-later' };
    const placements = [row(mila), row(later, { number: 'P2' })];

    expect(await problemOf(send(organisation, placements))).toMatchObject({
      code: 'import-not-known-yet',
      errors: [{ path: ['placements', 1, 'child'], message: 'K-later is not known here yet' }],
    });
    expect(await codeOf(send(organisation, [row(mila, { group: 'G9' })]))).toBe(
      'import-not-known-yet',
    );
    expect(await daysOf(organisation)).toEqual([]);

    await hear(identity.events.childrenRecorded, organisation.tenantId, {
      children: [{ ...later, firstName: 'Lot', lastName: 'Testman', guardians: [] }],
    });
    expect((await send(organisation, placements)).changes).toHaveLength(2);
  });

  it('is to be repeated until identity has told of the organisation', async () => {
    const slug = 'later';
    const placements = [row({ number: 'K1' })];
    expect(await codeOf(send({ operator: operator(newId()), slug }, placements))).toBe(
      'import-not-known-yet',
    );
    expect(await codeOf(send({ operator: operator(), slug }, placements))).toBe('not-found');
  });

  it.each([true, false])(
    'says where a child would be in two places (dry run: %s)',
    async (dryRun) => {
      const { organisation, mila, sem } = await given();
      await send(organisation, [row(mila, { number: 'P1', endsOn: '2026-06-30' })]);
      const refused = await problemOf(
        send(
          organisation,
          [
            row(mila, { number: 'P2', startsOn: '2026-06-29' }),
            row(sem, { number: 'P3' }),
            row(sem, { number: 'P4', group: 'G2', days: [patternDay(2), patternDay(1)] }),
          ],
          dryRun,
        ),
      );
      expect(refused.code).toBe('import-invalid');
      expect(refused.errors).toEqual([
        { path: ['placements', 0, 'days', 0], message: 'Overlaps a day of placement P1' },
        { path: ['placements', 2, 'days', 1], message: 'Overlaps a day of placement P3' },
      ]);
      expect((await daysOf(organisation)).map(({ number }) => number)).toEqual(['P1']);
    },
  );

  it('lets a child move from one group to another in one message', async () => {
    const { organisation, mila } = await given();
    await send(organisation, [row(mila)]);
    const moved = [
      row(mila, { number: 'P2', group: 'G2', startsOn: '2026-07-01' }),
      row(mila, { endsOn: '2026-06-30' }),
    ];
    expect((await send(organisation, moved)).changes).toHaveLength(2);
  });

  it('of one child, twice at the same moment: one of them is refused', async () => {
    const { organisation, mila } = await given();
    const sent = ['P1', 'P2', 'P3', 'P4'].map((number) =>
      send(organisation, [row(mila, { number })]),
    );
    const refused = (await Promise.allSettled(sent)).flatMap((one) =>
      one.status === 'rejected' ? [(one.reason as DomainError).code] : [],
    );
    expect(refused).toEqual(['import-invalid', 'import-invalid', 'import-invalid']);
    expect(await daysOf(organisation)).toHaveLength(1);
  });

  it('does not see the placements of another organisation', async () => {
    const [one, other] = [await given(), await given()];
    await send(one.organisation, [row(one.mila)]);
    expect((await send(other.organisation, [row(other.mila)])).changes[0]?.change).toBe('created');
    expect(await codeOf(send(other.organisation, [row(one.mila, { number: 'P2' })]))).toBe(
      'import-not-known-yet',
    );
  });

  it('asks the database as often for 300 placements as for one', async () => {
    const organisation = await givenOrganisation(service);
    const families = await Promise.all(
      Array.from({ length: 15 }, () =>
        givenFamily(service, organisation, {
          children: Array.from({ length: 20 }, (_, index) => `Kind${index}`),
        }),
      ),
    );
    const children = families.flatMap((family) => family.children);
    const placements = (prefix: string, count: number, weekday: 1 | 2 | 3) =>
      children
        .slice(0, count)
        .map((child, index) =>
          row(child, { number: `${prefix}${index}`, days: [patternDay(weekday)] }),
        );

    const counted = [
      await statementsOf(() => send(organisation, placements('A', 1, 1))),
      await statementsOf(() => send(organisation, placements('B', 300, 2))),
      await statementsOf(() => send(organisation, placements('B', 300, 3))),
    ];
    expect(counted).toEqual(counted.map(() => counted[0]));
    expect(await daysOf(organisation)).toHaveLength(301);
  });
});
