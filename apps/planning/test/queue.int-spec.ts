import { describe, expect, it } from '@jest/globals';
import { type Actor, identity, planning } from '@ouderportaal/contracts';
import { codeOf, problemOf } from '@ouderportaal/testing';
import { givenFamily, givenPlacement } from './support/families.js';
import { givenEmployee, recordRules } from './support/organisations.js';
import { MORNING, patternDay } from './support/rows.js';
import {
  approve,
  decidingBy,
  givenScene,
  reject,
  THURSDAY,
  TUESDAY,
} from './support/care-requests.js';
import { planningUnderTest } from './support/planning-under-test.js';

const { careRequests, queue } = planning;

describe('the queue', () => {
  const service = planningUnderTest();
  const { request } = service;

  const decide = decidingBy(service);

  describe('of what waits', () => {
    it('shows what waits with the occupancy of group and day', async () => {
      const scene = await givenScene(service, { places: 3 });
      const neighbour = await givenFamily(service, scene.organisation);
      await givenPlacement(service, scene.organisation, neighbour.child, {
        days: [patternDay(2, { endsAt: '13:00' })],
      });
      await scene.submit({ remark: 'Graag!' });

      const { items } = await request(queue.list, scene.staff, {});

      expect(items).toHaveLength(1);
      expect(items[0]).toMatchObject({
        on: TUESDAY,
        remark: 'Graag!',
        asWhole: true,
        needsManager: false,
        bookings: [
          {
            booking: { child: { firstName: 'Mila' }, on: TUESDAY },
            childLastName: 'Testman',
            occupancy: [
              { daypart: 'Ochtend', capacity: 3, planned: 1, extra: 0, requested: 1, free: 2 },
              { daypart: 'Middag', capacity: 3, planned: 0, extra: 0, requested: 1, free: 3 },
            ],
            obstacle: null,
          },
        ],
      });
    });

    it('is ordered by care day, page by page, and can be narrowed', async () => {
      const { organisation, staff, booking, submit } = await givenScene(service);
      await submit({ bookings: [booking({ on: THURSDAY })] });
      await submit({ bookings: [booking({ on: TUESDAY })] });

      const first = await request(queue.list, staff, { limit: 1 });
      const rest = await request(queue.list, staff, { limit: 1, cursor: first.nextCursor! });
      const narrowed = await request(queue.list, staff, {
        from: THURSDAY,
        groupId: organisation.group.groupId,
      });

      expect([first, rest].flatMap(({ items }) => items.map(({ on }) => on))).toEqual([
        TUESDAY,
        THURSDAY,
      ]);
      expect(rest.nextCursor).toBeNull();
      expect(narrowed.items.map(({ on }) => on)).toEqual([THURSDAY]);
    });

    it('holds nothing of other groups, but everything for a manager', async () => {
      const scene = await givenScene(service, {
        groups: [{ code: 'G1' }, { code: 'G2', location: 'L2' }],
      });
      const [, second] = scene.organisation.groups;
      const elsewhere = await givenEmployee(service, scene.organisation, { groups: [second!] });
      const manager = await givenEmployee(service, scene.organisation, {
        role: 'manager',
        groups: [],
      });
      const former = await givenEmployee(service, scene.organisation, { isActive: false });
      const view = await scene.submit();

      const sizes = await Promise.all(
        [scene.staff, manager, elsewhere, former].map(
          async (who) => (await request(queue.list, who, {})).items.length,
        ),
      );

      expect(sizes).toEqual([1, 1, 0, 0]);
      for (const stranger of [elsewhere, former]) {
        expect(await codeOf(decide(stranger, view, approve(view.bookings[0]!)))).toBe('not-found');
        expect(
          await codeOf(request(careRequests.get, stranger, { requestId: view.requestId })),
        ).toBe('not-found');
      }
    });

    it('names only the groups that somebody works for', async () => {
      const { organisation, staff } = await givenScene(service, {
        groups: [{ code: 'G1' }, { code: 'G2', location: 'L2' }],
      });
      const groups = await request(queue.groups, staff, {});
      expect(groups.map(({ groupId }) => groupId)).toEqual([organisation.group.groupId]);
    });
  });

  describe('of bookings that are judged together', () => {
    it('R111: the queue shows one item, and what stands in the way of all of them', async () => {
      const { family, staff, booking, submit } = await givenScene(service, { places: 1 });
      const bookings = family.children.map((child) => booking({ child }));
      const view = await submit({ bookings, asWhole: true, remark: 'Allebei.' });

      const { items } = await request(queue.list, staff, {});

      expect(items).toHaveLength(1);
      expect(items[0]).toMatchObject({
        requestId: view.requestId,
        asWhole: true,
        needsManager: false,
        remark: 'Allebei.',
      });
      expect(items[0]?.bookings.map((one) => [one.booking.child.firstName, one.obstacle])).toEqual([
        ['Mila', 'no-place-left'],
        ['Noor', 'no-place-left'],
      ]);
    });

    it('the queue pages by item, and keeps apart what is judged apart', async () => {
      const { family, staff, booking, submit } = await givenScene(service);
      const both = (on: string) => family.children.map((child) => booking({ child, on }));
      await submit({ bookings: both(TUESDAY), asWhole: true });
      await submit({ bookings: both(THURSDAY), asWhole: false });

      const sizes: number[] = [];
      for (let cursor: string | null | undefined; cursor !== null;) {
        const page: { items: { bookings: unknown[] }[]; nextCursor: string | null } = await request(
          queue.list,
          staff,
          cursor ? { limit: 1, cursor } : { limit: 1 },
        );
        sizes.push(...page.items.map(({ bookings }) => bookings.length));
        cursor = page.nextCursor;
      }

      expect(sizes).toEqual([2, 1, 1]);
    });

    it('in groups of others, the queue says that a manager is needed and keeps the remark back', async () => {
      const { manager, staff, elsewhere } = await givenTwoGroups();

      const [mine] = (await request(queue.list, staff, {})).items;
      const [theirs] = (await request(queue.list, elsewhere, {})).items;
      const [whole] = (await request(queue.list, manager, {})).items;

      for (const part of [mine, theirs]) {
        expect(part).toMatchObject({ needsManager: true, remark: null });
        expect(part?.bookings).toHaveLength(1);
      }
      expect(whole).toMatchObject({ needsManager: false, remark: 'Over hun zusje.' });
      expect(whole?.bookings).toHaveLength(2);
    });
  });

  /** A request as a whole for two children in two groups, each with an employee of its own. */
  async function givenTwoGroups() {
    const scene = await givenScene(service, {
      groups: [{ code: 'G1' }, { code: 'G2', location: 'L2' }],
    });
    const [first, second] = scene.organisation.groups;
    const family = await givenFamily(service, scene.organisation, { children: ['Lot', 'Jip'] });
    const [lot, jip] = family.children;
    await givenPlacement(service, scene.organisation, lot!, { group: first! });
    await givenPlacement(service, scene.organisation, jip!, { group: second! });
    const elsewhere = await givenEmployee(service, scene.organisation, { groups: [second!] });
    const manager = await givenEmployee(service, scene.organisation, { role: 'manager' });
    const bookings = [
      scene.booking({ child: lot! }),
      scene.booking({ child: jip!, groupId: second!.groupId }),
    ];
    const view = await scene.submit(
      { bookings, asWhole: true, remark: 'Over hun zusje.' },
      family.guardian,
    );
    return { ...scene, family, elsewhere, manager, view };
  }

  it('shows a remark about a sibling in another group only to who works for both', async () => {
    const { family, staff, elsewhere, manager, view } = await givenTwoGroups();
    const remarkFor = async (who: Actor) =>
      (await request(careRequests.get, who, { requestId: view.requestId })).remark;
    expect(await remarkFor(family.guardian)).toBe('Over hun zusje.');
    expect(await remarkFor(manager)).toBe('Over hun zusje.');
    expect(await remarkFor(staff)).toBeNull();
    expect(await remarkFor(elsewhere)).toBeNull();
  });

  describe('looks again', () => {
    type Scene = Awaited<ReturnType<typeof givenScene>>;
    const replaced = async (
      { organisation, family }: Scene,
      number: string,
      changed: Parameters<typeof givenPlacement>[3],
    ) => givenPlacement(service, organisation, family.child, { number, ...changed });

    it.each<[string, string, (scene: Scene, number: string) => Promise<unknown>]>([
      [
        'closed by now',
        'closed-since',
        ({ organisation }) =>
          recordRules(service, organisation, {
            closures: [{ location: null, startsOn: TUESDAY, endsOn: TUESDAY, reason: 'Studie' }],
          }),
      ],
      [
        'after the end of the placement by now',
        'placement-ended',
        (scene, number) => replaced(scene, number, { endsOn: '2026-03-09' }),
      ],
      [
        'in a group that the child has left',
        'group-changed',
        (scene, number) => replaced(scene, number, { group: scene.organisation.groups[1]! }),
      ],
      [
        'on which the product is not offered any more',
        'no-longer-offered',
        ({ organisation }) =>
          recordRules(service, organisation, {
            products: organisation.rules.products.map((one) => ({ ...one, weekdays: [1, 4] })),
          }),
      ],
      [
        'on which the child is planned by now',
        'planned-since',
        (scene, number) =>
          replaced(scene, number, { days: [patternDay(2, { endsAt: MORNING.endsAt })] }),
      ],
      [
        'of a child that the parent has lost access to',
        'access-ended',
        ({ organisation, family }) =>
          service.hear(identity.events.childrenRecorded, organisation.tenantId, {
            children: family.children.map((child) => ({
              ...child,
              lastName: 'Testman',
              guardians: [{ guardianId: family.guardian.personId, access: 'read-only' as const }],
            })),
          }),
      ],
      [
        'on which the group is full by now',
        'no-place-left',
        ({ organisation }) =>
          recordRules(service, organisation, {
            capacities: organisation.rules.capacities.map((one) => ({ ...one, places: 0 })),
          }),
      ],
    ])('at a day %s: not approved, and the queue says so before', async (_day, code, change) => {
      const scene = await givenScene(service, { groups: [{ code: 'G1' }, { code: 'G2' }] });
      const number = 'P-looked-at-again';
      const child = await givenFamily(service, scene.organisation);
      await givenPlacement(service, scene.organisation, child.child, { number });
      const family = { ...child, children: [child.child] };
      const view = await scene.submit(
        { bookings: [scene.booking({ child: child.child })] },
        child.guardian,
      );
      const obstacles = async () =>
        (await request(queue.list, scene.staff, {})).items.flatMap(({ bookings }) =>
          bookings.map(({ obstacle }) => obstacle),
        );
      expect(await obstacles()).toEqual([null]);

      await change({ ...scene, family }, number);

      expect(await obstacles()).toEqual([code]);
      const problem = await problemOf(decide(scene.staff, view, approve(view.bookings[0]!)));
      expect(problem).toMatchObject({ code, parameters: { on: TUESDAY } });
      const after = await decide(scene.staff, view, reject(view.bookings[0]!));
      expect(after.bookings[0]?.status).toBe('rejected');
    });
  });

  describe('where places are not counted', () => {
    it.each([
      ['because nothing was recorded', []],
      [
        'because the record says so',
        ['morning', 'afternoon'].map((daypart) => ({ group: 'G1', daypart, places: null })),
      ],
    ])('approves without limit, %s', async (_case, capacities) => {
      const { family, organisation, staff, booking, submit } = await givenScene(service, {
        capacities,
      });
      const bookings = family.children.map((child) => booking({ child }));
      const view = await submit({ bookings });

      const [item] = (await request(queue.list, staff, {})).items;
      const after = await decide(staff, view, ...view.bookings.map(approve));

      expect(item?.bookings[0]).toMatchObject({
        obstacle: null,
        occupancy: [
          { daypart: 'Ochtend', capacity: null, free: null, requested: 2 },
          { daypart: 'Middag', capacity: null, free: null, requested: 2 },
        ],
      });
      expect(after.bookings.map(({ status }) => status)).toEqual(['approved', 'approved']);
      const [slots] = await service.sql<{ n: number }>(
        'select count(*)::int as n from planning.slot where tenant_id = $1',
        [organisation.tenantId],
      );
      expect(slots?.n).toBe(0);
    });

    it('refuses where there is no place, which is not the same', async () => {
      const { staff, submit } = await givenScene(service, { places: 0 });
      const view = await submit();
      expect(await codeOf(decide(staff, view, approve(view.bookings[0]!)))).toBe('no-place-left');
    });
  });
});
