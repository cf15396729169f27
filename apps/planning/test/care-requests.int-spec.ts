import { describe, expect, it } from '@jest/globals';
import { planning } from '@ouderportaal/contracts';
import { newId } from '@ouderportaal/kernel';
import { codeOf, problemOf } from '@ouderportaal/testing';
import { WithdrawDueRequests } from '../src/care-requests/withdraw-due-requests.js';
import { givenFamily, givenPlacement } from './support/families.js';
import { givenEmployee } from './support/organisations.js';
import { MORNING, patternDay, product } from './support/rows.js';
import {
  approve,
  givenNeighbour,
  givenScene,
  reject,
  THURSDAY,
  TUESDAY,
  WEDNESDAY,
} from './support/care-requests.js';
import { planningUnderTest } from './support/planning-under-test.js';

const { careRequests, queue } = planning;

describe('asking for extra care', () => {
  const service = planningUnderTest();
  const { request } = service;

  it('R92, R95, R96, R97, R103, R109: is one request for several children and days', async () => {
    const { family, booking, submit } = await givenScene(service);
    const [mila, noor] = family.children;

    const view = await submit({
      bookings: [
        booking({ child: mila!, on: TUESDAY }),
        booking({ child: noor!, on: TUESDAY }),
        booking({ child: mila!, on: THURSDAY }),
        booking({ child: noor!, on: THURSDAY }),
      ],
      remark: 'Opa is ziek.',
      lapsesOn: '2026-03-06',
    });

    expect(view).toMatchObject({ isMine: true, isOpen: true, remark: 'Opa is ziek.' });
    expect(view.bookings.map(({ child, on, status }) => [child.firstName, on, status])).toEqual([
      ['Mila', TUESDAY, 'requested'],
      ['Noor', TUESDAY, 'requested'],
      ['Mila', THURSDAY, 'requested'],
      ['Noor', THURSDAY, 'requested'],
    ]);
  });

  it('R100: shows its value before and after sending', async () => {
    const { family, booking, submit } = await givenScene(service);
    const bookings = family.children.map((child) => booking({ child }));

    const preview = await request(careRequests.preview, family.guardian, { bookings });
    const view = await submit({ bookings });

    expect(preview).toMatchObject({ valuation: 'money', total: { cents: 22000, points: null } });
    expect(view.total).toEqual(preview.total);
  });

  it('R104: shows its value in points where the organisation counts in points', async () => {
    const { family, booking } = await givenScene(service, { policy: { valuation: 'points' } });
    const preview = await request(careRequests.preview, family.guardian, { bookings: [booking()] });
    expect(preview.total).toEqual({ cents: null, points: 4 });
  });

  it('R114: sends nothing while it is a draft', async () => {
    const { family, booking } = await givenScene(service);
    await request(careRequests.preview, family.guardian, { bookings: [booking()] });
    expect((await request(careRequests.list, family.guardian, {})).items).toEqual([]);
  });

  it('R117: says when the location usually decides', async () => {
    const { family, booking } = await givenScene(service);
    const preview = await request(careRequests.preview, family.guardian, {
      bookings: [booking({ on: '2026-04-14' })],
    });
    expect(preview.decidedAbout).toBe('2026-03-31');
  });

  it('R94, R109: for a period asks for each day on which it is possible, and says which are not', async () => {
    const { booking, submit, family } = await givenScene(service);

    const view = await submit({ bookings: [booking({ on: '2026-03-09', until: '2026-03-15' })] });

    expect(view.bookings.map(({ on }) => on)).toEqual([TUESDAY, WEDNESDAY, THURSDAY, '2026-03-13']);
    expect(new Set(view.bookings.map(({ periodId }) => periodId)).size).toBe(1);
    expect(view.leftOut).toEqual([
      { childId: family.child.childId, on: '2026-03-09', reason: 'already-planned' },
      { childId: family.child.childId, on: '2026-03-14', reason: 'daypart-not-offered' },
      { childId: family.child.childId, on: '2026-03-15', reason: 'daypart-not-offered' },
    ]);
  });

  it('R111: is judged as a whole by the organisation’s default when it is for one day', async () => {
    const { booking, submit } = await givenScene(service);
    expect((await submit()).asWhole).toBe(true);
    const several = [booking({ on: WEDNESDAY }), booking({ on: THURSDAY })];
    expect((await submit({ bookings: several })).asWhole).toBe(false);
  });

  it('R116: says so once, with the days and without names', async () => {
    const { family, submit, organisation } = await givenScene(service);
    const view = await submit({ lapsesOn: '2026-03-06' });

    const facts = await service.published(
      planning.events.careRequestSubmitted,
      organisation.tenantId,
    );
    expect(facts).toEqual([
      {
        requestId: view.requestId,
        submittedBy: family.guardian.personId,
        lapsesOn: '2026-03-06',
        decidedAbout: '2026-03-02',
        bookings: [
          {
            bookingId: view.bookings[0]?.bookingId,
            childInitial: 'M',
            on: TUESDAY,
            startsAt: '07:30',
            endsAt: '18:30',
            status: 'requested',
          },
        ],
      },
    ]);
    expect(JSON.stringify(facts)).not.toContain('Mila');
  });

  describe('is refused', () => {
    it.each([
      ['for yesterday', { on: '2026-03-01' }, 'date-in-the-past'],
      ['later than the organisation takes it', { on: '2026-03-02' }, 'request-too-late'],
      ['too far ahead', { on: '2026-09-15' }, 'request-too-early'],
      ['on a day when the daypart is not offered', { on: '2026-03-14' }, 'daypart-not-offered'],
      ['R99: when the child is planned already', { on: '2026-03-09' }, 'already-planned'],
      ['on a public holiday', { on: '2026-04-06' }, 'closed-on-date'],
      [
        'for a period that ends before it starts',
        { on: THURSDAY, until: TUESDAY },
        'date-range-invalid',
      ],
      [
        'for a period without a possible day',
        { on: '2026-03-14', until: '2026-03-15' },
        'nothing-to-request',
      ],
      ['for a daypart that does not exist', { productId: newId() }, 'daypart-not-offered'],
      ['in a group that is not the child’s', { groupId: newId() }, 'outside-placement'],
      ['for a child that does not exist', { childId: newId() }, 'not-found'],
    ])('%s', async (_case, changed, code) => {
      const { booking, submit } = await givenScene(service);
      expect(await codeOf(submit({ bookings: [booking(changed)] }))).toBe(code);
    });

    it('outside the placement', async () => {
      const { organisation, booking, submit } = await givenScene(service);
      const unplaced = await givenFamily(service, organisation);
      const ended = await givenFamily(service, organisation);
      await givenPlacement(service, organisation, ended.child, { endsOn: '2026-03-05' });
      for (const { child, guardian } of [unplaced, ended]) {
        const bookings = [booking({ child })];
        expect(await codeOf(submit({ bookings }, guardian))).toBe('outside-placement');
      }
    });

    it('for a child of another family, as if it were not there', async () => {
      const scene = await givenScene(service);
      const neighbour = await givenNeighbour(service, scene);
      const bookings = [scene.booking(), scene.booking({ child: neighbour.child })];
      expect(await codeOf(scene.submit({ bookings }))).toBe('not-found');
      expect((await request(careRequests.list, scene.family.guardian, {})).items).toEqual([]);
    });

    it('for a child of another organisation, as if it were not there', async () => {
      const mine = await givenScene(service);
      const theirs = await givenScene(service);
      expect(await codeOf(mine.submit({ bookings: [theirs.booking()] }))).toBe('not-found');
    });

    it('R53: to a guardian who may only look', async () => {
      const { organisation, booking, submit } = await givenScene(service);
      const family = await givenFamily(service, organisation, { guardians: ['full', 'read-only'] });
      await givenPlacement(service, organisation, family.child);
      const bookings = [booking({ child: family.child })];
      expect(await codeOf(submit({ bookings }, family.guardians[1]))).toBe('read-only-access');
      expect((await submit({ bookings }, family.guardians[0])).isOpen).toBe(true);
    });

    it('to a guardian without access, as if the child were not there', async () => {
      const { organisation, booking, submit } = await givenScene(service);
      const family = await givenFamily(service, organisation, { guardians: ['none'] });
      await givenPlacement(service, organisation, family.child);
      const bookings = [booking({ child: family.child })];
      expect(await codeOf(submit({ bookings }, family.guardian))).toBe('not-found');
    });

    it('R112: as a whole for two days', async () => {
      const { booking, submit } = await givenScene(service);
      const bookings = [booking(), booking({ on: THURSDAY })];
      expect(await codeOf(submit({ bookings, asWhole: true }))).toBe('whole-needs-one-day');
    });

    it.each([['2026-03-01'], ['2026-03-11']])(
      'R113: with %s as the last date to wait',
      async (lapsesOn) => {
        const { submit } = await givenScene(service);
        const problem = await problemOf(submit({ lapsesOn }));
        expect(problem.code).toBe('last-date-invalid');
        expect(problem.parameters).toEqual({ today: '2026-03-02', until: TUESDAY });
      },
    );

    it('twice for the same time, in one request and in two', async () => {
      const { organisation, booking, submit } = await givenScene(service);
      const morning = booking({ productId: organisation.products['morning']! });
      expect(await codeOf(submit({ bookings: [booking(), morning] }))).toBe('already-requested');
      await submit();
      expect(await codeOf(submit({ bookings: [morning] }))).toBe('already-requested');
    });

    it('twice when two parents ask at the same moment', async () => {
      const { organisation, booking, submit } = await givenScene(service);
      const family = await givenFamily(service, organisation, { guardians: ['full', 'full'] });
      await givenPlacement(service, organisation, family.child);
      const bookings = [booking({ child: family.child })];

      const outcomes = await Promise.allSettled(
        Array.from({ length: 10 }, (_, i) => submit({ bookings }, family.guardians[i % 2])),
      );

      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      const codes = outcomes.flatMap((one) =>
        one.status === 'rejected' ? [(one.reason as { code: string }).code] : [],
      );
      expect(new Set(codes)).toEqual(new Set(['already-requested']));
    });
  });

  describe('in the overview', () => {
    it('R120, R140, R141: shows every booking with all of its row, newest first, page by page', async () => {
      const { family, booking, submit } = await givenScene(service);
      for (const on of [TUESDAY, WEDNESDAY, THURSDAY])
        await submit({ bookings: [booking({ on })] });

      const first = await request(careRequests.list, family.guardian, { limit: 2 });
      const second = await request(careRequests.list, family.guardian, {
        limit: 2,
        cursor: first.nextCursor!,
      });

      expect([...first.items, ...second.items].map(({ on }) => on)).toEqual([
        THURSDAY,
        WEDNESDAY,
        TUESDAY,
      ]);
      expect(second.nextCursor).toBeNull();
      expect(first.items[0]).toMatchObject({
        child: { firstName: 'Mila' },
        submittedAt: '2026-03-02T09:00:00.000Z',
        productName: 'Hele dag',
        startsAt: '07:30',
        endsAt: '18:30',
        status: 'requested',
        group: { groupName: 'Groep G1', locationName: 'Locatie L1' },
      });
    });

    it('R142: says of each booking whether it was asked, approved, rejected, withdrawn or cancelled', async () => {
      const { family, staff, booking, submit } = await givenScene(service);
      const lapsing = await submit({
        bookings: [booking({ on: '2026-03-13' })],
        lapsesOn: '2026-03-02',
      });
      const days = [TUESDAY, WEDNESDAY, THURSDAY, '2026-03-17'];
      const { requestId, bookings } = await submit({
        bookings: days.map((on) => booking({ on })),
        asWhole: false,
      });
      const [approved, rejected, cancelled] = bookings;
      const decisions = [approve(approved!), reject(rejected!)];
      await request(queue.decide, staff, { requestId, decisions });
      const { bookingId } = cancelled!;
      await request(careRequests.cancel, family.guardian, { requestId, bookingId });
      service.clock.set('2026-03-03');
      await service.get(WithdrawDueRequests).run();

      const { items } = await request(careRequests.list, family.guardian, {});

      expect(new Map(items.map(({ on, status }) => [on, status]))).toEqual(
        new Map([
          [TUESDAY, 'approved'],
          [WEDNESDAY, 'rejected'],
          [THURSDAY, 'cancelled'],
          ['2026-03-17', 'requested'],
          [lapsing.bookings[0]!.on, 'withdrawn'],
        ]),
      );
    });

    it('shows the other guardian the same, but the remark to its author only', async () => {
      const { organisation, booking, submit } = await givenScene(service);
      const shared = await givenFamily(service, organisation, { guardians: ['full', 'full'] });
      await givenPlacement(service, organisation, shared.child);
      const view = await submit(
        { bookings: [booking({ child: shared.child })], remark: 'Dank!' },
        shared.guardians[0],
      );
      const seen = await request(careRequests.get, shared.guardians[1]!, {
        requestId: view.requestId,
      });
      expect(seen).toMatchObject({ isMine: false, remark: null });
      expect(seen.bookings.map(({ bookingId }) => bookingId)).toEqual(
        view.bookings.map(({ bookingId }) => bookingId),
      );
      const own = await request(careRequests.get, shared.guardians[0]!, {
        requestId: view.requestId,
      });
      expect(own).toMatchObject({ isMine: true, remark: 'Dank!' });
    });

    it('shows nothing to another family, another organisation or staff of another location', async () => {
      const scene = await givenScene(service, {
        groups: [{ code: 'G1' }, { code: 'G2', location: 'L2' }],
      });
      const other = await givenScene(service);
      const neighbour = await givenNeighbour(service, scene);
      const [, second] = scene.organisation.groups;
      const elsewhere = await givenEmployee(service, scene.organisation, { groups: [second!] });
      const view = await scene.submit();

      const strangers = [neighbour.guardian, other.family.guardian, other.staff, elsewhere];
      for (const stranger of strangers) {
        expect(
          await codeOf(request(careRequests.get, stranger, { requestId: view.requestId })),
        ).toBe('not-found');
      }
      expect((await request(careRequests.list, neighbour.guardian, {})).items).toEqual([]);
    });

    it.each([['bm9wZQ'], ['eyJhIjoxfQ']])('refuses an invented cursor', async (cursor) => {
      const { family } = await givenScene(service);
      expect(await codeOf(request(careRequests.list, family.guardian, { cursor }))).toBe(
        'invalid-input',
      );
    });
  });

  it('R101: is for a morning, an afternoon or a whole day, without filling in a time', async () => {
    const blocks = [
      { code: 'morning', startsAt: '07:45', endsAt: '13:00' },
      { code: 'afternoon', startsAt: '13:00', endsAt: '18:30' },
      { code: 'whole-day', startsAt: '07:45', endsAt: '18:30' },
    ];
    const { organisation, booking, submit } = await givenScene(service, {
      products: blocks.map((block) => product(block)),
    });
    const asked = [TUESDAY, WEDNESDAY, THURSDAY].map((on, at) =>
      booking({ on, productId: organisation.products[blocks[at]!.code]! }),
    );

    const view = await submit({ bookings: asked });

    expect(view.bookings.map(({ startsAt, endsAt }) => [startsAt, endsAt])).toEqual(
      blocks.map(({ startsAt, endsAt }) => [startsAt, endsAt]),
    );
  });

  it('R99: offers what a child can be asked for beside its planned half day', async () => {
    const { organisation, booking, submit } = await givenScene(service);
    const family = await givenFamily(service, organisation);
    await givenPlacement(service, organisation, family.child, {
      days: [patternDay(2, { startsAt: MORNING.startsAt, endsAt: MORNING.endsAt })],
    });
    const afternoon = booking({
      child: family.child,
      productId: organisation.products['afternoon']!,
    });
    expect((await submit({ bookings: [afternoon] }, family.guardian)).isOpen).toBe(true);
  });
});
