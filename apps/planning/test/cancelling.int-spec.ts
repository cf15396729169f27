import { describe, expect, it } from '@jest/globals';
import { planning } from '@ouderportaal/contracts';
import { codeOf, problemOf } from '@ouderportaal/testing';
import { givenFamily, givenPlacement } from './support/families.js';
import { recordRules } from './support/organisations.js';
import { givenNeighbour, givenScene, THURSDAY, TUESDAY } from './support/care-requests.js';
import { planningUnderTest } from './support/planning-under-test.js';

const { careRequests, queue } = planning;

describe('cancelling a request', () => {
  const service = planningUnderTest();
  const { request } = service;

  it.each(['calendar', 'overview'] as const)(
    'R121, R122, R123: takes one child’s booking back while it waits, from the %s',
    async (place) => {
      const { family, booking, submit } = await givenScene(service);
      const bookings = family.children.map((child) => booking({ child }));
      await submit({ bookings, asWhole: false });
      const shown =
        place === 'calendar'
          ? (
              await request(planning.calendar.get, family.guardian, {
                from: TUESDAY,
                until: TUESDAY,
              })
            ).entries
          : (await request(careRequests.list, family.guardian, {})).items;
      const { requestId, bookingId } = shown.find(
        ({ child }) => child.childId === family.child.childId,
      )!;

      const after = await request(careRequests.cancel, family.guardian, {
        requestId: requestId!,
        bookingId: bookingId!,
      });

      expect(after.bookings.map(({ status }) => status)).toEqual(['cancelled', 'requested']);
      expect(after.isOpen).toBe(true);
    },
  );

  it('R125: of a period takes the whole period back', async () => {
    const { family, booking, submit } = await givenScene(service);
    const { requestId, bookings } = await submit({
      bookings: [booking({ on: TUESDAY, until: THURSDAY }), booking({ on: '2026-03-13' })],
    });

    const after = await request(careRequests.cancel, family.guardian, {
      requestId,
      bookingId: bookings[1]!.bookingId,
    });

    expect(after.bookings.map(({ status }) => status)).toEqual([
      'cancelled',
      'cancelled',
      'cancelled',
      'requested',
    ]);
  });

  it.each([
    ['R243: until as many days before as the organisation says', '2026-03-08', 'none'],
    ['R124: not any more the day after, and says until when', '2026-03-09', 'cancel-not-allowed'],
  ])('%s', async (_case, today, code) => {
    const { family, submit } = await givenScene(service);
    const { requestId, bookings } = await submit();
    service.clock.set(today);

    const cancelling = request(careRequests.cancel, family.guardian, {
      requestId,
      bookingId: bookings[0]!.bookingId,
    });

    if (code === 'none') expect((await cancelling).isOpen).toBe(false);
    else {
      expect(await problemOf(cancelling)).toMatchObject({
        code,
        parameters: { until: '2026-03-08' },
      });
    }
  });

  it('R121: is refused where the organisation does not allow it at all', async () => {
    const { family, submit, organisation } = await givenScene(service);
    const { requestId, bookings } = await submit();
    await recordRules(service, organisation, { policy: { cancelUntilDaysBefore: null } });
    const { bookingId } = bookings[0]!;
    expect(
      await codeOf(request(careRequests.cancel, family.guardian, { requestId, bookingId })),
    ).toBe('cancel-not-allowed');
  });

  it('R121: is refused once it is decided, or cancelled before', async () => {
    const { family, staff, booking, submit } = await givenScene(service);
    const { requestId, bookings } = await submit({
      bookings: [booking({ on: TUESDAY }), booking({ on: THURSDAY })],
    });
    const [decided, cancelled] = bookings.map(({ bookingId }) => bookingId);
    const cancel = (bookingId = '') =>
      request(careRequests.cancel, family.guardian, { requestId, bookingId });
    await request(queue.decide, staff, {
      requestId,
      decisions: [{ bookingId: decided!, outcome: 'approved' }],
    });
    await cancel(cancelled);

    expect(await codeOf(cancel(decided))).toBe('request-not-open');
    expect(await codeOf(cancel(cancelled))).toBe('request-not-open');
  });

  it('is not possible for another family, nor for who may only look', async () => {
    const scene = await givenScene(service);
    const neighbour = await givenNeighbour(service, scene);
    const shared = await givenFamily(service, scene.organisation, {
      guardians: ['full', 'read-only'],
    });
    await givenPlacement(service, scene.organisation, shared.child);
    const { requestId, bookings } = await scene.submit(
      { bookings: [scene.booking({ child: shared.child })] },
      shared.guardian,
    );
    const { bookingId } = bookings[0]!;
    const cancelAs = (who: typeof neighbour.guardian) =>
      codeOf(request(careRequests.cancel, who, { requestId, bookingId }));
    expect(await cancelAs(neighbour.guardian)).toBe('not-found');
    expect(await cancelAs(shared.guardians[1]!)).toBe('read-only-access');
  });

  it('sends no mail when the parent cancelled everything', async () => {
    const { family, submit, organisation } = await givenScene(service);
    const { requestId, bookings } = await submit();
    await request(careRequests.cancel, family.guardian, {
      requestId,
      bookingId: bookings[0]!.bookingId,
    });
    const { tenantId } = organisation;
    expect(await service.published(planning.events.careRequestDecided, tenantId)).toEqual([]);
  });

  it('frees the time for another request', async () => {
    const { family, submit } = await givenScene(service);
    const { requestId, bookings } = await submit();
    await request(careRequests.cancel, family.guardian, {
      requestId,
      bookingId: bookings[0]!.bookingId,
    });
    expect((await submit()).isOpen).toBe(true);
  });
});
