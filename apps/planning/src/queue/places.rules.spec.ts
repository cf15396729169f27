import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  type GroupBooking,
  occupancyOf,
  type OccupancyInput,
  placesLeft,
} from '../occupancy/occupancy.rules.js';
import type { PlacementPattern } from '../patterns/patterns.rules.js';
import { isStorable, placesAfter } from './places.rules.js';

/** A Tuesday. */
const ON = '2026-03-10';
const MORNING = { daypartId: 'morning', name: 'Ochtend', startsAt: 450, endsAt: 780 };
const AFTERNOON = { daypartId: 'afternoon', name: 'Middag', startsAt: 780, endsAt: 1110 };
const wholeDay = { startsAt: 450, endsAt: 1110 };

type Times = Pick<GroupBooking, 'startsAt' | 'endsAt'>;

const booked = (
  childId: string,
  { startsAt, endsAt }: Times = wholeDay,
  status: GroupBooking['status'] = 'requested',
): GroupBooking => ({ groupId: 'group', childId, on: ON, startsAt, endsAt, status });

const expects = (childId: string, { startsAt, endsAt }: Times = wholeDay): PlacementPattern => ({
  placementId: `placement of ${childId}`,
  childId,
  groupId: 'group',
  startsOn: '2026-01-01',
  endsOn: null,
  days: [{ weekday: 2, weeks: 'all', startsAt, endsAt }],
});

const facts = (changed: Partial<OccupancyInput> = {}, places = 12): OccupancyInput => ({
  groups: [{ groupId: 'group', groupName: 'Groep', locationId: 'l', locationName: 'Locatie' }],
  days: [ON],
  dayparts: [MORNING, AFTERNOON],
  capacities: [MORNING, AFTERNOON].map(({ daypartId }) => ({
    groupId: 'group',
    daypartId,
    places,
  })),
  patterns: [],
  bookings: [],
  isClosed: () => false,
  ...changed,
});

/** Where children are added: the daypart, and who is there then by pattern and by approval. */
const taken = (approved: GroupBooking[], changed: Partial<OccupancyInput> = {}) =>
  placesAfter(facts(changed), approved)
    .counts.filter(({ added }) => added > 0)
    .map(({ daypartId, planned, extra }) => [daypartId, planned, extra]);

describe('the places that approved bookings take', () => {
  it('are one in every daypart the times overlap', () => {
    expect(taken([booked('a')])).toEqual([
      ['morning', 0, 1],
      ['afternoon', 0, 1],
    ]);
    expect(taken([booked('a', MORNING)])).toEqual([['morning', 0, 1]]);
  });

  it('are none where the child is expected by its weekly pattern', () => {
    const extended = booked('a', { startsAt: 700, endsAt: 1110 });
    expect(taken([extended], { patterns: [expects('a', MORNING)] })).toEqual([['afternoon', 0, 1]]);
  });

  it('are none where the child has an approved booking already', () => {
    const bookings = [booked('a', AFTERNOON, 'approved')];
    expect(taken([booked('a', MORNING)], { bookings })).toEqual([['morning', 0, 1]]);
  });

  it('are one for a child however many of its bookings overlap the daypart', () => {
    const early = booked('a', { startsAt: 450, endsAt: 500 });
    const late = booked('a', { startsAt: 700, endsAt: 760 });
    expect(taken([early, late])).toEqual([['morning', 0, 1]]);
  });

  it('are counted with everybody who is there, and a child that is planned since its approval once', () => {
    const bookings = [booked('a', MORNING, 'approved'), booked('b', MORNING, 'approved')];
    expect(taken([booked('c', MORNING)], { bookings, patterns: [expects('a', MORNING)] })).toEqual([
      ['morning', 1, 2],
    ]);
  });

  it('are refused for every day on which one is missing, and only there', () => {
    const next = { ...booked('b'), on: '2026-03-11' };
    const input = facts({ days: [ON, next.on], patterns: [expects('a', AFTERNOON)] }, 1);
    const outcome = placesAfter(input, [booked('b'), next]);
    expect(outcome.full).toEqual([{ groupId: 'group', on: ON }]);
  });

  it('may be none in a group that its contracts overfill already', () => {
    const patterns = ['a', 'b', 'c'].map((child) => expects(child, MORNING));
    const later = booked('a', { startsAt: 600, endsAt: 780 });
    const { counts, full } = placesAfter(facts({ patterns }, 1), [later]);
    expect(full).toEqual([]);
    expect(counts.map(({ daypartId, planned, extra }) => [daypartId, planned, extra])).toEqual([
      ['morning', 3, 0],
    ]);
  });

  it('are without limit where places are not counted, and none where there is no place', () => {
    const many = ['a', 'b', 'c'].map((child) => booked(child));
    expect(placesAfter(facts({ capacities: [] }), many)).toEqual({ counts: [], full: [] });
    expect(placesAfter(facts({}, 0), [booked('a')]).full).not.toEqual([]);
  });

  const children = ['a', 'b', 'c', 'd', 'e', 'f'];
  const someBookings = fc.array(
    fc
      .record({
        child: fc.constantFrom(...children),
        startsAt: fc.constantFrom(400, 450, 700, 780, 900),
        length: fc.constantFrom(30, 100, 330, 660),
        status: fc.constantFrom('approved' as const, 'requested' as const),
      })
      .map(({ child, startsAt, length, status }) =>
        booked(child, { startsAt, endsAt: startsAt + length }, status),
      ),
    { maxLength: 10 },
  );
  const somePatterns = fc
    .subarray(children)
    .chain((placed) =>
      fc.tuple(
        ...placed.map((child) =>
          fc.constantFrom(MORNING, AFTERNOON, wholeDay).map((times) => expects(child, times)),
        ),
      ),
    );

  it('are what the queue calls free, and no more', () => {
    const some = fc.record({
      bookings: someBookings,
      patterns: somePatterns,
      places: fc.nat(6),
      order: fc.shuffledSubarray(children),
    });
    fc.assert(
      fc.property(some, ({ bookings, patterns, places, order }) => {
        for (const daypart of [MORNING, AFTERNOON]) {
          let input = facts({ bookings, patterns }, places);
          const shown = occupancyOf(input)[0]!.dayparts.find(
            ({ daypartId }) => daypartId === daypart.daypartId,
          )!;
          let added = 0;
          for (const child of [...order, 'g', 'h', 'i', 'j', 'k', 'l', 'm']) {
            const wanted = booked(child, daypart);
            const { full, counts } = placesAfter(input, [wanted]);
            if (full.length > 0) continue;
            input = { ...input, bookings: [...input.bookings, { ...wanted, status: 'approved' }] };
            for (const count of counts.filter((one) => one.added > 0)) {
              added += count.added;
              expect(isStorable(count)).toBe(true);
            }
          }
          expect(added).toBe(Math.max(0, shown.free ?? 0));
        }
      }),
    );
  });

  it('are left for a child exactly where approving its care alone is not refused', () => {
    const some = fc.record({
      bookings: someBookings,
      patterns: somePatterns,
      places: fc.nat(4),
      child: fc.constantFrom(...children, 'somebody new'),
      times: fc.constantFrom(MORNING, AFTERNOON, wholeDay),
      isCounted: fc.boolean(),
    });
    fc.assert(
      fc.property(some, ({ bookings, patterns, places, child, times, isCounted }) => {
        const input = facts({ bookings, patterns, ...(!isCounted && { capacities: [] }) }, places);
        const wanted = booked(child, times);
        const left = placesLeft(input)(wanted);
        expect(left !== null && left < 1).toBe(placesAfter(input, [wanted]).full.length > 0);
        if (!isCounted) expect(left).toBeNull();
      }),
    );
  });

  it('are the same together as one after the other', () => {
    const some = fc.record({ bookings: someBookings, patterns: somePatterns, places: fc.nat(4) });
    fc.assert(
      fc.property(some, ({ bookings, patterns, places }) => {
        const waiting = bookings.filter(({ status }) => status === 'requested');
        const input = facts({ bookings, patterns }, places);
        const together = placesAfter(input, waiting);
        let now = input;
        const isRefused = waiting.some((booking) => {
          const { full } = placesAfter(now, [booking]);
          now = { ...now, bookings: [...now.bookings, { ...booking, status: 'approved' }] };
          return full.length > 0;
        });
        expect(together.full.length > 0).toBe(isRefused);
      }),
    );
  });
});
