import { describe, expect, it } from '@jest/globals';
import { identity, planning } from '@ouderportaal/contracts';
import { codeOf, problemOf } from '@ouderportaal/testing';
import { WithdrawDueRequests } from '../src/care-requests/withdraw-due-requests.js';
import { givenFamily, givenPlacement } from './support/families.js';
import { givenEmployee } from './support/organisations.js';
import { patternDay } from './support/rows.js';
import {
  approve,
  decidingBy,
  givenNeighbour,
  givenScene,
  reject,
  THURSDAY,
  TUESDAY,
} from './support/care-requests.js';
import { planningUnderTest } from './support/planning-under-test.js';

const { careRequests, queue } = planning;

describe('deciding on requests', () => {
  const service = planningUnderTest();
  const { request } = service;

  const decide = decidingBy(service);

  it('R110: takes one child’s day and refuses another', async () => {
    const { family, staff, booking, submit } = await givenScene(service);
    const bookings = family.children.map((child) => booking({ child }));
    const view = await submit({ bookings, asWhole: false });

    await decide(staff, view, approve(view.bookings[0]!), reject(view.bookings[1]!));

    const seen = await request(careRequests.get, family.guardian, { requestId: view.requestId });
    expect(seen.bookings.map(({ status, reason }) => [status, reason])).toEqual([
      ['approved', null],
      ['rejected', 'De groep zit vol.'],
    ]);
    expect(seen.isOpen).toBe(false);
  });

  it('R119: tells the family once, when everything is judged', async () => {
    const { organisation, staff, booking, submit } = await givenScene(service);
    const view = await submit({ bookings: [booking(), booking({ on: THURSDAY })] });
    const decided = () =>
      service.published(planning.events.careRequestDecided, organisation.tenantId);

    await decide(staff, view, approve(view.bookings[0]!));
    expect(await decided()).toEqual([]);
    await decide(staff, view, reject(view.bookings[1]!));

    const [fact, ...more] = await decided();
    expect(more).toEqual([]);
    expect(fact?.bookings.map(({ status }) => status)).toEqual(['approved', 'rejected']);
    expect(JSON.stringify(fact)).not.toContain('vol');
  });

  it('R119: also when the parent cancels what was left', async () => {
    const { organisation, family, staff, booking, submit } = await givenScene(service);
    const view = await submit({ bookings: [booking(), booking({ on: THURSDAY })] });
    await decide(staff, view, approve(view.bookings[0]!));

    await request(careRequests.cancel, family.guardian, {
      requestId: view.requestId,
      bookingId: view.bookings[1]!.bookingId,
    });

    const facts = await service.published(
      planning.events.careRequestDecided,
      organisation.tenantId,
    );
    expect(facts.map(({ bookings }) => bookings.map(({ status }) => status))).toEqual([
      ['approved', 'cancelled'],
    ]);
  });

  it('tells nothing to a parent who has lost access to the child since', async () => {
    const scene = await givenScene(service);
    const { tenantId } = scene.organisation;
    const family = await givenNeighbour(service, scene);
    const view = await scene.submit(
      { bookings: [scene.booking({ child: family.child })] },
      family.guardian,
    );
    await service.hear(identity.events.childrenRecorded, tenantId, {
      children: [
        {
          ...family.child,
          lastName: 'Testman',
          guardians: [{ guardianId: family.guardian.personId, access: 'none' }],
        },
      ],
    });

    await decide(scene.staff, view, reject(view.bookings[0]!));

    expect(await service.published(planning.events.careRequestDecided, tenantId)).toEqual([]);
  });

  describe('as a whole', () => {
    it('R111: approves all children or none', async () => {
      const { family, staff, booking, submit } = await givenScene(service);
      const bookings = family.children.map((child) => booking({ child }));
      const view = await submit({ bookings, asWhole: true });
      const [one, two] = view.bookings;

      expect(await codeOf(decide(staff, view, approve(one!)))).toBe('decide-as-a-whole');
      expect(await codeOf(decide(staff, view, approve(one!), reject(two!)))).toBe(
        'decide-as-a-whole',
      );
      const after = await decide(staff, view, approve(one!), approve(two!));
      expect(after.bookings.map(({ status }) => status)).toEqual(['approved', 'approved']);
    });

    it('R111: gives no child a place when there is not one for all', async () => {
      const { family, staff, booking, submit } = await givenScene(service, { places: 1 });
      const bookings = family.children.map((child) => booking({ child }));
      const view = await submit({ bookings, asWhole: true });

      expect(await codeOf(decide(staff, view, ...view.bookings.map(approve)))).toBe(
        'no-place-left',
      );

      const seen = await request(careRequests.get, staff, { requestId: view.requestId });
      expect(seen.bookings.map(({ status }) => status)).toEqual(['requested', 'requested']);
    });

    it('asks for a manager when it spans groups of others', async () => {
      const scene = await givenScene(service, {
        groups: [{ code: 'G1' }, { code: 'G2', location: 'L2' }],
      });
      const [first, second] = scene.organisation.groups;
      const family = await givenFamily(service, scene.organisation, { children: ['Lot', 'Jip'] });
      const [lot, jip] = family.children;
      await givenPlacement(service, scene.organisation, lot!, { group: first! });
      await givenPlacement(service, scene.organisation, jip!, { group: second! });
      const manager = await givenEmployee(service, scene.organisation, { role: 'manager' });
      const view = await scene.submit(
        {
          bookings: [
            scene.booking({ child: lot! }),
            scene.booking({ child: jip!, groupId: second!.groupId }),
          ],
          asWhole: true,
        },
        family.guardian,
      );

      const mine = (await request(careRequests.get, scene.staff, { requestId: view.requestId }))
        .bookings;
      expect(mine).toHaveLength(1);
      expect(await codeOf(decide(scene.staff, view, ...mine.map(approve)))).toBe(
        'decide-as-a-whole',
      );
      const after = await decide(manager, view, ...view.bookings.map(approve));
      expect(after.isOpen).toBe(false);
    });
  });

  describe('when a place is the last one', () => {
    it('refuses the next child, and says which day is full', async () => {
      const scene = await givenScene(service, { places: 1 });
      const neighbour = await givenNeighbour(service, scene);
      const mine = await scene.submit();
      const theirs = await scene.submit(
        { bookings: [scene.booking({ child: neighbour.child })] },
        neighbour.guardian,
      );
      await decide(scene.staff, mine, approve(mine.bookings[0]!));

      const problem = await problemOf(decide(scene.staff, theirs, approve(theirs.bookings[0]!)));

      expect(problem).toMatchObject({ code: 'no-place-left', parameters: { on: TUESDAY } });
    });

    it('gives it exactly once, however many approve at the same moment', async () => {
      const scene = await givenScene(service, { places: 2 });
      const colleague = await givenEmployee(service, scene.organisation);
      const views: planning.CareRequestView[] = [];
      for (let i = 0; i < 8; i += 1) {
        const family = await givenNeighbour(service, scene);
        const bookings = [scene.booking({ child: family.child })];
        views.push(await scene.submit({ bookings }, family.guardian));
      }

      const outcomes = await Promise.allSettled(
        views.map((view, i) =>
          decide(i % 2 ? colleague : scene.staff, view, approve(view.bookings[0]!)),
        ),
      );

      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
      const codes = outcomes.flatMap((one) =>
        one.status === 'rejected' ? [(one.reason as { code: string }).code] : [],
      );
      expect(new Set(codes)).toEqual(new Set(['no-place-left']));
      const slots = await service.sql<{ extra: number }>(
        'select extra from planning.slot where tenant_id = $1',
        [scene.organisation.tenantId],
      );
      expect(slots.map(({ extra }) => extra)).toEqual([2, 2]);
    });

    it('counts children expected by their weekly pattern', async () => {
      const scene = await givenScene(service, { places: 1 });
      const planned = await givenFamily(service, scene.organisation);
      await givenPlacement(service, scene.organisation, planned.child, { days: [patternDay(2)] });
      const view = await scene.submit();
      expect(await codeOf(decide(scene.staff, view, approve(view.bookings[0]!)))).toBe(
        'no-place-left',
      );
    });

    it('counts a child once that got a placement after its booking was approved', async () => {
      const scene = await givenScene(service, { places: 2 });
      const [neighbour, late] = [
        await givenNeighbour(service, scene),
        await givenNeighbour(service, scene),
      ];
      const first = await scene.submit();
      await decide(scene.staff, first, approve(first.bookings[0]!));
      await givenPlacement(service, scene.organisation, scene.family.child, {
        startsOn: TUESDAY,
        days: [patternDay(2)],
      });
      const theirs = await scene.submit(
        { bookings: [scene.booking({ child: neighbour.child })] },
        neighbour.guardian,
      );
      const tooLate = await scene.submit(
        { bookings: [scene.booking({ child: late.child })] },
        late.guardian,
      );

      const [item] = (await request(queue.list, scene.staff, {})).items;
      expect(item?.bookings[0]?.occupancy[0]).toMatchObject({ planned: 1, extra: 0, free: 1 });
      const after = await decide(scene.staff, theirs, approve(theirs.bookings[0]!));

      expect(after.bookings[0]?.status).toBe('approved');
      expect(await codeOf(decide(scene.staff, tooLate, approve(tooLate.bookings[0]!)))).toBe(
        'no-place-left',
      );
      const slots = await service.sql<{ planned: number; extra: number }>(
        'select planned, extra from planning.slot where tenant_id = $1',
        [scene.organisation.tenantId],
      );
      expect(slots).toEqual([
        { planned: 1, extra: 1 },
        { planned: 1, extra: 1 },
      ]);
    });

    it('can still be refused to somebody', async () => {
      const scene = await givenScene(service, { places: 0 });
      const view = await scene.submit();
      const after = await decide(scene.staff, view, reject(view.bookings[0]!));
      expect(after.bookings[0]?.status).toBe('rejected');
    });
  });

  describe('of the same booking', () => {
    it('by two at once has one outcome', async () => {
      const scene = await givenScene(service);
      const view = await scene.submit();
      const [booking] = view.bookings;

      const outcomes = await Promise.allSettled([
        decide(scene.staff, view, approve(booking!)),
        decide(scene.staff, view, reject(booking!)),
      ]);

      expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      const facts = await service.published(
        planning.events.careRequestDecided,
        scene.organisation.tenantId,
      );
      expect(facts).toHaveLength(1);
    });

    it('twice in one call is refused', async () => {
      const { staff, submit } = await givenScene(service);
      const view = await submit();
      const [booking] = view.bookings;
      expect(await codeOf(decide(staff, view, approve(booking!), reject(booking!)))).toBe(
        'invalid-input',
      );
    });

    it('of another request is refused as if it were not there', async () => {
      const { staff, booking, submit } = await givenScene(service);
      const view = await submit();
      const other = await submit({ bookings: [booking({ on: THURSDAY })] });
      expect(await codeOf(decide(staff, view, approve(other.bookings[0]!)))).toBe('not-found');
    });
  });

  describe('too late', () => {
    const withdrawDue = () => service.get(WithdrawDueRequests).run();

    it('R113: withdraws the request after its last date and tells the family once', async () => {
      const { organisation, family, submit } = await givenScene(service);
      const view = await submit({ lapsesOn: '2026-03-05' });
      service.clock.set('2026-03-05');
      await withdrawDue();
      expect(
        (await request(careRequests.get, family.guardian, { requestId: view.requestId })).isOpen,
      ).toBe(true);

      service.clock.set('2026-03-06');
      await Promise.all([withdrawDue(), withdrawDue(), withdrawDue()]);

      const seen = await request(careRequests.get, family.guardian, { requestId: view.requestId });
      expect(seen.bookings.map(({ status }) => status)).toEqual(['withdrawn']);
      const facts = await service.published(
        planning.events.careRequestWithdrawn,
        organisation.tenantId,
      );
      expect(facts.map(({ requestId }) => requestId)).toEqual([view.requestId]);
    });

    it('R113: counts the days of the organisation’s own time zone', async () => {
      const { family, submit } = await givenScene(service);
      const view = await submit({ lapsesOn: '2026-03-05' });
      service.clock.set('2026-03-05T23:30:00Z');
      await withdrawDue();
      expect(
        (await request(careRequests.get, family.guardian, { requestId: view.requestId })).isOpen,
      ).toBe(false);
    });

    it('is too late also before the job has run', async () => {
      const { staff, submit } = await givenScene(service);
      const view = await submit({ lapsesOn: '2026-03-05' });
      service.clock.set('2026-03-06');
      expect(await codeOf(decide(staff, view, approve(view.bookings[0]!)))).toBe(
        'request-not-open',
      );
      expect((await request(queue.list, staff, {})).items).toEqual([]);
    });

    it('withdraws what nobody decided before the care day passed', async () => {
      const { family, submit } = await givenScene(service);
      const view = await submit();
      service.clock.set(THURSDAY);
      await withdrawDue();
      const seen = await request(careRequests.get, family.guardian, { requestId: view.requestId });
      expect(seen.bookings[0]?.status).toBe('withdrawn');
    });

    it('and deciding at the same moment leaves one outcome', async () => {
      const { organisation, staff, submit } = await givenScene(service);
      const view = await submit({ lapsesOn: '2026-03-05' });
      service.clock.set('2026-03-05');
      const deciding = decide(staff, view, approve(view.bookings[0]!));
      service.clock.set('2026-03-06');

      await Promise.allSettled([deciding, withdrawDue()]);
      await withdrawDue();

      const { tenantId } = organisation;
      const facts = [
        ...(await service.published(planning.events.careRequestDecided, tenantId)),
        ...(await service.published(planning.events.careRequestWithdrawn, tenantId)),
      ];
      expect(facts).toHaveLength(1);
    });
  });

  it('shows how full a group is, day by day', async () => {
    const scene = await givenScene(service, { places: 5 });
    const view = await scene.submit();
    await decide(scene.staff, view, approve(view.bookings[0]!));

    const days = await request(queue.occupancy, scene.staff, {
      groupId: scene.organisation.group.groupId,
      from: '2026-03-09',
      until: TUESDAY,
    });

    expect(days.map(({ on, dayparts }) => [on, dayparts[0]])).toEqual([
      [
        '2026-03-09',
        { daypart: 'Ochtend', capacity: 5, planned: 2, extra: 0, requested: 0, free: 3 },
      ],
      [TUESDAY, { daypart: 'Ochtend', capacity: 5, planned: 0, extra: 1, requested: 0, free: 4 }],
    ]);
  });
});
