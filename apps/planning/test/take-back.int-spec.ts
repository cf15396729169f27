import { describe, expect, it } from '@jest/globals';
import { planning } from '@ouderportaal/contracts';
import { codeOf } from '@ouderportaal/testing';
import { AnnounceDecisions } from '../src/care-requests/announce-decisions.js';
import { givenEmployee } from './support/organisations.js';
import {
  approve,
  decidingBy,
  givenNeighbour,
  givenScene,
  reject,
  type Scene,
  THURSDAY,
  TUESDAY,
} from './support/care-requests.js';
import { planningUnderTest } from './support/planning-under-test.js';

const { careRequests, queue } = planning;

describe('taking a decision back', () => {
  const service = planningUnderTest();
  const { request, clock } = service;

  const decide = decidingBy(service);
  const announce = () => service.get(AnnounceDecisions).run();
  const givenMinute = (places = 10) =>
    givenScene(service, { places, policy: { takeBackMinutes: 1 } });
  const takeBack = (
    by: Scene['staff'],
    { requestId, bookings }: planning.CareRequestView,
    bookingIds = bookings.map(({ bookingId }) => bookingId),
  ) => request(queue.takeBack, by, { requestId, bookingIds });
  const told = async ({ organisation: { tenantId } }: Scene) => {
    const facts = await service.published(planning.events.careRequestDecided, tenantId);
    return facts.map(({ bookings }) => bookings.map(({ status }) => status));
  };
  const extraOf = async ({ organisation, staff }: Scene) => {
    const { groupId } = organisation.group;
    const [day] = await request(queue.occupancy, staff, { groupId, from: TUESDAY, until: TUESDAY });
    return day?.dayparts.map(({ extra }) => extra);
  };
  const storedExtra = async ({ organisation: { tenantId } }: Scene) => {
    const rows = await service.sql<{ extra: number }>(
      'select extra from planning.slot where tenant_id = $1 order by daypart_id',
      [tenantId],
    );
    return rows.map(({ extra }) => extra);
  };

  it('R118: lets it wait again, with its place free, and tells nobody', async () => {
    const scene = await givenMinute();
    const view = await scene.submit();
    const decided = await decide(scene.staff, view, approve(view.bookings[0]!));
    expect(decided.takeBackSeconds).toBe(60);
    expect(await storedExtra(scene)).toEqual([1, 1]);
    clock.advance({ seconds: 59 });

    const after = await takeBack(scene.staff, view);

    expect(after).toMatchObject({ isOpen: true, takeBackSeconds: null });
    expect(after.bookings.map(({ status }) => status)).toEqual(['requested']);
    expect(await extraOf(scene)).toEqual([0, 0]);
    expect(await storedExtra(scene)).toEqual([0, 0]);
    expect((await request(queue.list, scene.staff, {})).items).toHaveLength(1);
    clock.advance({ minutes: 5 });
    await announce();
    expect(await told(scene)).toEqual([]);
  });

  it('R119: the family is told once, when the minute is over, of what was decided last', async () => {
    const scene = await givenMinute();
    const view = await scene.submit();
    await decide(scene.staff, view, approve(view.bookings[0]!));
    await takeBack(scene.staff, view);
    clock.advance({ seconds: 10 });
    await decide(scene.staff, view, reject(view.bookings[0]!));
    clock.advance({ seconds: 59 });
    await announce();
    expect(await told(scene)).toEqual([]);
    clock.advance({ seconds: 1 });

    await Promise.all([announce(), announce(), announce()]);

    expect(await told(scene)).toEqual([['rejected']]);
    expect(await codeOf(takeBack(scene.staff, view))).toBe('take-back-too-late');
  });

  it('R119: also when the parent cancels what was left within the minute', async () => {
    const scene = await givenMinute();
    const bookings = [scene.booking(), scene.booking({ on: THURSDAY })];
    const view = await scene.submit({ bookings });
    const [first, second] = view.bookings;
    await decide(scene.staff, view, approve(first!));
    const { requestId } = view;
    await request(careRequests.cancel, scene.family.guardian, {
      requestId,
      bookingId: second!.bookingId,
    });
    expect(await told(scene)).toEqual([]);
    clock.advance({ minutes: 1 });
    await announce();
    expect(await told(scene)).toEqual([['approved', 'cancelled']]);
  });

  it('shows the family at once how it stands, and nothing of a minute', async () => {
    const scene = await givenMinute();
    const view = await scene.submit();
    const seen = () =>
      request(careRequests.get, scene.family.guardian, { requestId: view.requestId });
    await decide(scene.staff, view, reject(view.bookings[0]!));
    expect(await seen()).toMatchObject({ isOpen: false, takeBackSeconds: null });
    await takeBack(scene.staff, view);
    const [booking] = (await seen()).bookings;
    expect(booking).toMatchObject({ status: 'requested', reason: null });
  });

  it('is too late after the minute, also before the job has run, and where there is none', async () => {
    const scene = await givenMinute();
    const view = await scene.submit();
    await decide(scene.staff, view, approve(view.bookings[0]!));
    clock.advance({ minutes: 1 });
    expect(await codeOf(takeBack(scene.staff, view))).toBe('take-back-too-late');

    const without = await givenScene(service, { policy: { takeBackMinutes: 0 } });
    const other = await without.submit();
    const decided = await decide(without.staff, other, approve(other.bookings[0]!));
    expect(decided.takeBackSeconds).toBeNull();
    expect(await told(without)).toEqual([['approved']]);
    expect(await codeOf(takeBack(without.staff, other))).toBe('take-back-too-late');
  });

  it('R111: takes what was judged as a whole back as a whole, and the rest one by one', async () => {
    const scene = await givenMinute();
    const bookings = scene.family.children.map((child) => scene.booking({ child }));
    const whole = await scene.submit({ bookings, asWhole: true });
    await decide(scene.staff, whole, ...whole.bookings.map(approve));
    const [first] = whole.bookings;
    expect(await codeOf(takeBack(scene.staff, whole, [first!.bookingId]))).toBe(
      'decide-as-a-whole',
    );
    const after = await takeBack(scene.staff, whole);
    expect(after.bookings.map(({ status }) => status)).toEqual(['requested', 'requested']);

    const apart = await scene.submit({
      bookings: [scene.booking({ on: THURSDAY }), scene.booking({ on: '2026-03-13' })],
    });
    await decide(scene.staff, apart, ...apart.bookings.map(approve));
    const left = await takeBack(scene.staff, apart, [apart.bookings[1]!.bookingId]);
    expect(left.bookings.map(({ status }) => status)).toEqual(['approved', 'requested']);
  });

  it('gives the place to who asks next', async () => {
    const scene = await givenMinute(1);
    const neighbour = await givenNeighbour(service, scene);
    const mine = await scene.submit();
    const theirs = await scene.submit(
      { bookings: [scene.booking({ child: neighbour.child })] },
      neighbour.guardian,
    );
    await decide(scene.staff, mine, approve(mine.bookings[0]!));
    expect(await codeOf(decide(scene.staff, theirs, approve(theirs.bookings[0]!)))).toBe(
      'no-place-left',
    );
    await takeBack(scene.staff, mine);
    await decide(scene.staff, theirs, approve(theirs.bookings[0]!));
    expect(await storedExtra(scene)).toEqual([1, 1]);
  });

  it('is refused when the family asked for the refused day again meanwhile', async () => {
    const scene = await givenMinute();
    const view = await scene.submit();
    await decide(scene.staff, view, reject(view.bookings[0]!));
    await scene.submit();
    expect(await codeOf(takeBack(scene.staff, view))).toBe('already-requested');
  });

  it('does not exist for who works elsewhere, nor with a booking of another request', async () => {
    const scene = await givenMinute();
    const view = await scene.submit();
    const other = await scene.submit({ bookings: [scene.booking({ on: THURSDAY })] });
    await decide(scene.staff, view, approve(view.bookings[0]!));
    const stranger = await givenEmployee(service, scene.organisation, { groups: [] });
    expect(await codeOf(takeBack(stranger, view))).toBe('not-found');
    const ids = [view.bookings[0]!.bookingId, other.bookings[0]!.bookingId];
    expect(await codeOf(takeBack(scene.staff, view, ids))).toBe('not-found');
  });

  it('and telling the family at the same moment leaves one of both', async () => {
    const scene = await givenMinute();
    const view = await scene.submit();
    await decide(scene.staff, view, approve(view.bookings[0]!));
    clock.advance({ seconds: 59 });
    const taking = takeBack(scene.staff, view);
    clock.advance({ seconds: 1 });
    const [outcome] = await Promise.allSettled([taking, announce()]);
    await announce();
    const isTaken = outcome.status === 'fulfilled';
    expect(await told(scene)).toEqual(isTaken ? [] : [['approved']]);
  });
});
