import { describe, expect, it } from '@jest/globals';
import { type Actor, planning } from '@ouderportaal/contracts';
import { actor, codeOf, statementsOf } from '@ouderportaal/testing';
import { type FamilyOverrides, givenFamily, givenPlacement } from './support/families.js';
import {
  givenEmployee,
  givenOrganisation,
  type OrganisationOverrides,
} from './support/organisations.js';
import { patternDay } from './support/rows.js';
import { planningUnderTest } from './support/planning-under-test.js';

describe('the calendar', () => {
  const service = planningUnderTest();
  const { request, clock } = service;

  const calendar = (reader: Actor, from = '2026-03-02', until = '2026-03-15') =>
    request(planning.calendar.get, reader, { from, until });
  const days = ({ entries }: planning.CalendarView) => entries.map(({ on }) => on);
  const placed = async (
    overrides: FamilyOverrides = {},
    organisationOverrides: OrganisationOverrides = {},
  ) => {
    const organisation = await givenOrganisation(service, organisationOverrides);
    const family = await givenFamily(service, organisation, overrides);
    return { organisation, family, ...family };
  };
  const ask = async ({ organisation, family }: Awaited<ReturnType<typeof placed>>, on: string) => {
    const { bookings } = await request(planning.careRequests.submit, family.guardian, {
      bookings: [
        {
          childId: family.child.childId,
          groupId: organisation.group.groupId,
          productId: organisation.products['morning']!,
          on,
        },
      ],
      asWhole: false,
    });
    return bookings[0]!;
  };

  it('R85: shows the planned days of all children in one list, by day, time and child (R86)', async () => {
    const { organisation, guardian, children } = await placed({ children: ['Noor', 'Bram'] });
    const [noor, bram] = children;
    await givenPlacement(service, organisation, noor!, {
      days: [patternDay(1), patternDay(2, { startsAt: '13:00' })],
    });
    await givenPlacement(service, organisation, bram!, { days: [patternDay(1), patternDay(2)] });

    const { entries } = await calendar(guardian, '2026-03-02', '2026-03-08');

    expect(entries.map(({ on, startsAt, child }) => [on, startsAt, child.firstName])).toEqual([
      ['2026-03-02', '07:30', 'Bram'],
      ['2026-03-02', '07:30', 'Noor'],
      ['2026-03-03', '07:30', 'Bram'],
      ['2026-03-03', '13:00', 'Noor'],
    ]);
    expect(entries[0]).toEqual({
      on: '2026-03-02',
      child: { childId: bram!.childId, firstName: 'Bram' },
      group: {
        groupId: organisation.group.groupId,
        groupName: 'Groep G1',
        locationId: organisation.group.locationId,
        locationName: 'Locatie L1',
      },
      startsAt: '07:30',
      endsAt: '18:30',
      kind: 'planned',
      status: null,
      productName: null,
      requestId: null,
      bookingId: null,
      cancel: null,
    });
  });

  it('R85: shows nothing of another family or another organisation', async () => {
    const { organisation, child, guardian } = await placed();
    await givenPlacement(service, organisation, child);
    const neighbours = await givenFamily(service, organisation);
    const elsewhere = await givenOrganisation(service);
    const stranger = actor('parent', elsewhere.tenantId, guardian.personId);

    expect((await calendar(neighbours.guardian)).entries).toEqual([]);
    expect((await calendar(stranger)).entries).toEqual([]);
    expect(await codeOf(calendar(await givenEmployee(service, organisation)))).toBe('not-allowed');
  });

  it('R239: separated parents see what their access allows', async () => {
    const { organisation, child, guardians } = await placed({
      guardians: ['full', 'read-only', 'none'],
    });
    await givenPlacement(service, organisation, child);

    const seen = await Promise.all(guardians.map((guardian) => calendar(guardian)));

    expect(seen.map(({ entries }) => entries.length)).toEqual([2, 2, 0]);
  });

  it('R85: shows even and odd weeks by the printed calendar, also over New Year', async () => {
    const { organisation, guardian, child } = await placed();
    await givenPlacement(service, organisation, child, {
      days: [patternDay(1, { weeks: 'even' }), patternDay(3, { weeks: 'odd' })],
    });

    // Week 52, 53 and 1: two odd weeks in a row.
    expect(days(await calendar(guardian, '2026-12-21', '2027-01-10'))).toEqual([
      '2026-12-21',
      '2026-12-30',
      '2027-01-06',
    ]);
  });

  it('R85: shows care from the first to the last day of the placement', async () => {
    const { organisation, guardian, child } = await placed();
    const everyDay = ([1, 2, 3, 4, 5] as const).map((weekday) => patternDay(weekday));
    await givenPlacement(service, organisation, child, {
      startsOn: '2026-03-04',
      endsOn: '2026-03-10',
      days: everyDay,
    });

    const shown = days(await calendar(guardian));
    expect([shown[0], shown.at(-1), shown.length]).toEqual(['2026-03-04', '2026-03-10', 5]);
  });

  it('R85: shows no care where the location is closed, and why', async () => {
    const groups = [{ code: 'G1' }, { code: 'G2', location: 'L2' }];
    const closures = [
      { location: 'L2', startsOn: '2026-03-09', endsOn: '2026-03-10', reason: 'Verbouwing' },
      { location: null, startsOn: '2026-03-16', endsOn: '2026-03-16', reason: 'Studiedag' },
    ];
    const children = ['Noor', 'Bram'];
    const {
      organisation,
      guardian,
      children: both,
    } = await placed({ children }, { groups, closures });
    await givenPlacement(service, organisation, both[0]!);
    await givenPlacement(service, organisation, both[1]!, { group: organisation.groups[1]! });

    const seen = await calendar(guardian, '2026-03-09', '2026-03-16');

    expect(seen.entries.map(({ on, child }) => [on, child.firstName])).toEqual([
      ['2026-03-09', 'Noor'],
    ]);
    expect(seen.closures).toEqual([
      { on: '2026-03-09', locationName: 'Locatie L2', reason: 'Verbouwing' },
      { on: '2026-03-10', locationName: 'Locatie L2', reason: 'Verbouwing' },
      { on: '2026-03-16', locationName: null, reason: 'Studiedag' },
    ]);
  });

  it('tells a family nothing of closures of locations it does not come to', async () => {
    const { organisation, guardian, child } = await placed(
      {},
      {
        groups: [{ code: 'G1' }, { code: 'G2', location: 'L2' }],
        closures: [
          { location: 'L2', startsOn: '2026-03-09', endsOn: '2026-03-09', reason: 'Verbouwing' },
        ],
      },
    );
    await givenPlacement(service, organisation, child);

    expect((await calendar(guardian)).closures).toEqual([]);
  });

  it.each([
    ['closed', {}, [], ["King's Day", 'Liberation Day']],
    ['open on Liberation Day', { openOnHolidays: ['05-05'] }, ['2026-05-05'], ["King's Day"]],
    ['open', { closedOnPublicHolidays: false }, ['2026-04-27', '2026-05-05'], []],
  ])('R86: public holidays: %s', async (_case, policy, shown, closed) => {
    const { organisation, guardian, child } = await placed({}, { policy, language: 'en' });
    await givenPlacement(service, organisation, child, { days: [patternDay(1), patternDay(2)] });
    const holidays = ['2026-04-27', '2026-05-05'];

    const seen = await calendar(guardian, '2026-04-27', '2026-05-05');

    expect(days(seen).filter((on) => holidays.includes(on))).toEqual(shown);
    expect(seen.closures.map(({ reason }) => reason)).toEqual(closed);
  });

  it.each([
    ['100 days', '2026-03-01', '2026-06-08', null],
    ['101 days', '2026-03-01', '2026-06-09', 'date-range-invalid'],
    ['that ends before it starts', '2026-03-02', '2026-03-01', 'date-range-invalid'],
  ])('R89: can be read for a period of %s: %s to %s', async (_case, from, until, problem) => {
    const { guardian } = await placed();
    const read = calendar(guardian, from, until);
    if (problem) expect(await codeOf(read)).toBe(problem);
    else expect((await read).entries).toEqual([]);
  });

  it('R115: shows a request on its day, to every guardian, with whether it can be cancelled', async () => {
    const given = await placed({ guardians: ['full', 'full', 'read-only', 'none'] });
    await givenPlacement(service, given.organisation, given.child);
    const { bookingId, requestId } = await ask(given, '2026-03-10');

    const seen = await Promise.all(given.guardians.map((reader) => calendar(reader, '2026-03-10')));

    const cancel = { isPossible: true, until: '2026-03-08', reason: null };
    expect(seen[0]!.entries[0]).toMatchObject({
      on: '2026-03-10',
      startsAt: '07:30',
      endsAt: '13:00',
      kind: 'extra',
      status: 'requested',
      productName: 'Ochtend',
      bookingId,
      requestId,
      cancel,
    });
    expect(seen[1]!.entries[0]?.cancel).toEqual(cancel);
    expect(seen[2]!.entries[0]?.cancel?.reason).toBe('read-only-access');
    expect(seen[3]!.entries).toEqual([]);
  });

  it("R121: counts the days to cancel in by the organisation's own clock", async () => {
    const given = await placed();
    await givenPlacement(service, given.organisation, given.child);
    await ask(given, '2026-03-10');
    const cancelAt = async (instant: string) => {
      clock.set(instant);
      return (await calendar(given.guardian, '2026-03-10')).entries[0]?.cancel;
    };

    expect(await cancelAt('2026-03-08T22:59:00Z')).toMatchObject({ isPossible: true });
    expect(await cancelAt('2026-03-08T23:01:00Z')).toMatchObject({
      isPossible: false,
      reason: 'too-late',
    });
  });

  it('R124: keeps decided care, says that it cannot be cancelled, and loses what was cancelled', async () => {
    const given = await placed();
    await givenPlacement(service, given.organisation, given.child);
    const manager = await givenEmployee(service, given.organisation, { role: 'manager' });
    const [yes, no, gone] = [
      await ask(given, '2026-03-10'),
      await ask(given, '2026-03-11'),
      await ask(given, '2026-03-12'),
    ];
    await request(planning.queue.decide, manager, {
      requestId: yes.requestId,
      decisions: [{ bookingId: yes.bookingId, outcome: 'approved' }],
    });
    await request(planning.queue.decide, manager, {
      requestId: no.requestId,
      decisions: [{ bookingId: no.bookingId, outcome: 'rejected', reason: 'De groep is vol' }],
    });
    await request(planning.careRequests.cancel, given.guardian, {
      requestId: gone.requestId,
      bookingId: gone.bookingId,
    });

    const { entries } = await calendar(given.guardian, '2026-03-10', '2026-03-13');

    expect(entries.map(({ on, status, cancel }) => [on, status, cancel?.reason])).toEqual([
      ['2026-03-10', 'approved', 'not-open'],
      ['2026-03-11', 'rejected', 'not-open'],
    ]);
  });

  it('asks the database as often for twenty children as for one', async () => {
    const organisation = await givenOrganisation(service);
    const counted: number[] = [];
    for (const size of [1, 10, 20]) {
      const children = Array.from({ length: size }, (_, index) => `Kind${index}`);
      const family = await givenFamily(service, organisation, { children });
      for (const child of family.children) await givenPlacement(service, organisation, child);
      counted.push(await statementsOf(() => calendar(family.guardian)));
    }
    expect(new Set(counted).size).toBe(1);
    expect(counted[0]).toBe(1);
  });
});
