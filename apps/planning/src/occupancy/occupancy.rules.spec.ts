import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  daypartsOf,
  type GroupBooking,
  occupancyOf,
  type OccupancyInput,
} from './occupancy.rules.js';
import type { PlacementPattern } from '../patterns/patterns.rules.js';

const MONDAY = '2026-03-02';
const MORNING = { daypartId: 'm', name: 'Ochtend', startsAt: 450, endsAt: 780 };
const AFTERNOON = { daypartId: 'a', name: 'Middag', startsAt: 780, endsAt: 1110 };
const dayparts = [MORNING, AFTERNOON];
const open = () => false;

const expects = (childId: string, startsAt: number, endsAt: number, more: object[] = []) =>
  ({
    placementId: `placement of ${childId}`,
    childId,
    groupId: 'group',
    startsOn: '2026-01-01',
    endsOn: null,
    days: [{ weekday: 1, weeks: 'all', startsAt, endsAt }, ...more],
  }) as PlacementPattern;

const booking = (childId: string, changed: Partial<GroupBooking> = {}): GroupBooking => ({
  groupId: 'group',
  childId,
  on: MONDAY,
  startsAt: 450,
  endsAt: 780,
  status: 'approved',
  ...changed,
});

const count = (changed: Partial<OccupancyInput>) => {
  const [day] = occupancyOf({
    groups: [{ groupId: 'group', groupName: 'Groep', locationId: 'l', locationName: 'Locatie' }],
    days: [MONDAY],
    dayparts,
    capacities: [
      { groupId: 'group', daypartId: 'm', places: 3 },
      { groupId: 'group', daypartId: 'a', places: 3 },
      { groupId: 'elsewhere', daypartId: 'm', places: 99 },
    ],
    patterns: [],
    bookings: [],
    isClosed: open,
    ...changed,
  });
  return day!.dayparts.map(({ planned, extra, requested, free }) => [
    planned,
    extra,
    requested,
    free,
  ]);
};

describe('the dayparts of a time', () => {
  it.each([
    ['the morning', 450, 780, ['m']],
    ['a minute over noon', 450, 781, ['m', 'a']],
    ['before opening', 400, 450, []],
    ['the whole day', 450, 1110, ['m', 'a']],
  ])('%s', (_case, startsAt, endsAt, ids) => {
    expect(daypartsOf(dayparts, { startsAt, endsAt }).map(({ daypartId }) => daypartId)).toEqual(
      ids,
    );
  });
});

describe('occupancy', () => {
  it('counts planned, extra and requested children apart, and what is free', () => {
    const patterns = [expects('a', 450, 1110), expects('b', 450, 780)];
    const bookings = [booking('c'), booking('d', { status: 'requested', endsAt: 1110 })];
    expect(count({ patterns, bookings })).toEqual([
      [2, 1, 1, 0],
      [1, 0, 1, 2],
    ]);
  });

  it('counts a child once where pattern and extra care touch the same daypart', () => {
    const patterns = [expects('a', 450, 600)];
    const bookings = [
      booking('a', { startsAt: 600, endsAt: 1110 }),
      booking('a', { startsAt: 700, endsAt: 720, status: 'requested' }),
    ];
    expect(count({ patterns, bookings })).toEqual([
      [1, 0, 0, 2],
      [0, 1, 0, 2],
    ]);
  });

  it('counts a child once however many of its times touch a daypart', () => {
    const twice = { weekday: 1, weeks: 'all', startsAt: 600, endsAt: 700 };
    const bookings = [booking('b', { endsAt: 500 }), booking('b', { startsAt: 600 })];
    expect(count({ patterns: [expects('a', 450, 510, [twice])], bookings })).toEqual([
      [1, 1, 0, 1],
      [0, 0, 0, 3],
    ]);
  });

  it('is negative when contracts exceed the capacity', () => {
    const patterns = ['a', 'b', 'c', 'd'].map((id) => expects(id, 450, 780));
    expect(count({ patterns })[0]).toEqual([4, 0, 0, -1]);
  });

  it('expects nobody by pattern on a closed day', () => {
    expect(count({ patterns: [expects('a', 450, 1110)], isClosed: () => true })[0]![0]).toBe(0);
  });

  it('tells places that are not counted, none, and a number apart', () => {
    const places = (many: number) => [{ groupId: 'group', daypartId: 'm', places: many }];
    const bookings = [booking('a')];
    const [none, zero, number] = [
      count({ capacities: [], bookings }),
      count({ capacities: places(0), bookings }),
      count({ capacities: places(3), bookings }),
    ].map((dayparts) => dayparts[0]);
    expect(none).toEqual([0, 1, 0, null]);
    expect(zero).toEqual([0, 1, 0, -1]);
    expect(number).toEqual([0, 1, 0, 2]);
  });

  it('never counts a child of another group or day', () => {
    const bookings = [booking('a', { groupId: 'elsewhere' }), booking('b', { on: '2026-03-03' })];
    expect(count({ bookings })[0]).toEqual([0, 0, 0, 3]);
  });

  it('adds up: every child is planned, extra or requested, and never two of them', () => {
    const someBooking = fc
      .record({
        child: fc.constantFrom('a', 'b', 'c', 'd'),
        startsAt: fc.constantFrom(450, 700, 780),
        length: fc.constantFrom(30, 100, 330),
        status: fc.constantFrom('approved' as const, 'requested' as const),
      })
      .map(({ child, startsAt, length, status }) =>
        booking(child, { startsAt, endsAt: startsAt + length, status }),
      );
    const placed = fc.subarray(['a', 'b', 'c', 'd']);
    fc.assert(
      fc.property(fc.array(someBooking), placed, (bookings, children) => {
        const patterns = children.map((id) => expects(id, 450, 1110));
        for (const day of count({ bookings, patterns })) {
          const [planned, extra, requested] = day.map(Number) as [number, number, number];
          expect(planned).toBe(children.length);
          expect(planned + extra + requested).toBeLessThanOrEqual(4);
        }
      }),
    );
  });
});
