import type { planning } from '@ouderportaal/contracts';
import { type LocalDate, type TimeRange, timesOverlap } from '@ouderportaal/kernel';
import type { BookedTimes } from '../care-requests/booking.rules.js';
import {
  expectedDays,
  type GroupClosed,
  type PlacementPattern,
} from '../patterns/patterns.rules.js';

/** A part of the day for which places are counted. */
interface Daypart extends TimeRange {
  daypartId: string;
  name: string;
}

interface Capacity {
  groupId: string;
  daypartId: string;
  /** 0 is no place; where there is no capacity places are not counted. */
  places: number;
}

/** An open or approved booking, as far as counting goes. */
export type GroupBooking = BookedTimes & { status: 'requested' | 'approved' };

export interface OccupancyInput {
  groups: readonly planning.GroupName[];
  days: readonly LocalDate[];
  dayparts: readonly Daypart[];
  capacities: readonly Capacity[];
  patterns: readonly PlacementPattern[];
  bookings: readonly GroupBooking[];
  isClosed: GroupClosed;
}

/** How full one group is on one day; the dayparts are in the order of the day. */
interface CountedDay {
  group: planning.GroupName;
  on: LocalDate;
  dayparts: (planning.Occupancy & Pick<Daypart, 'daypartId'>)[];
}

/** Children per group, day and daypart; a child is counted once however many of its times touch it. */
class Heads {
  private readonly children = new Map<string, Set<string>>();

  add(at: { groupId: string; childId: string; on: LocalDate }, dayparts: readonly Daypart[]): void {
    for (const { daypartId } of dayparts) {
      const key = keyOf(at.groupId, at.on, daypartId);
      const present = this.children.get(key);
      if (present) present.add(at.childId);
      else this.children.set(key, new Set([at.childId]));
    }
  }

  of(groupId: string, on: LocalDate, daypartId: string): ReadonlySet<string> {
    return this.children.get(keyOf(groupId, on, daypartId)) ?? new Set();
  }
}

/** The dayparts that these times take a place in: all that they overlap. */
export function daypartsOf<T extends Daypart>(dayparts: readonly T[], times: TimeRange): T[] {
  return dayparts.filter((daypart) => timesOverlap(daypart, times));
}

/**
 * How full every group is, day by day and daypart by daypart. A child is counted once per daypart of
 * its group: as planned, else as extra, else as requested. The one rule for the queue and for deciding.
 */
export function occupancyOf(input: OccupancyInput): CountedDay[] {
  const { groups, days, dayparts } = input;
  const { heads, capacityOf } = headsOf(input);
  return groups.flatMap((group) =>
    days.map((on) => ({
      group,
      on,
      dayparts: dayparts.map(({ daypartId, name }) => {
        const counted = heads.map((kind) => kind.of(group.groupId, on, daypartId));
        return { daypartId, ...count(name, capacityOf(group.groupId, daypartId), counted) };
      }),
    })),
  );
}

/** Care that could be booked: child, group, day and times. */
export type PossibleCare = Omit<GroupBooking, 'status'>;

/**
 * How many places are left for care that a child might have: the fewest among the dayparts that its
 * times overlap. Null where no daypart limits it, because places are not counted or the child is there
 * already. Below 1 is exactly where approving the care alone is refused; contracts may make it negative.
 */
export function placesLeft(input: OccupancyInput): (care: PossibleCare) => number | null {
  const { heads, capacityOf } = headsOf(input);
  return (care) => {
    const left = daypartsOf(input.dayparts, care).flatMap(({ daypartId, name }) => {
      const counted = heads.map((kind) => kind.of(care.groupId, care.on, daypartId));
      const [planned, extra] = counted;
      if (planned?.has(care.childId) || extra?.has(care.childId)) return [];
      return count(name, capacityOf(care.groupId, daypartId), counted).free ?? [];
    });
    return left.length === 0 ? null : Math.min(...left);
  };
}

/** Children planned, extra and requested, in this order, and the capacities. */
function headsOf(input: OccupancyInput) {
  const { dayparts, days, bookings, capacities } = input;
  const planned = plannedHeads(input.patterns, dayparts, days, input.isClosed);
  const [extra, requested] = [new Heads(), new Heads()];
  for (const booking of bookings) {
    const heads = booking.status === 'approved' ? extra : requested;
    heads.add(booking, daypartsOf(dayparts, booking));
  }
  const places = new Map(
    capacities.map((capacity) => [
      keyOf(capacity.groupId, '', capacity.daypartId),
      capacity.places,
    ]),
  );
  return {
    heads: [planned, extra, requested],
    capacityOf: (groupId: string, daypartId: string) =>
      places.get(keyOf(groupId, '', daypartId)) ?? null,
  };
}

function count(
  daypart: string,
  capacity: number | null,
  [planned = new Set(), extra = new Set(), requested = new Set()]: ReadonlySet<string>[],
): planning.Occupancy {
  const added = [...extra].filter((childId) => !planned.has(childId)).length;
  const asked = [...requested].filter((id) => !planned.has(id) && !extra.has(id)).length;
  return {
    daypart,
    capacity,
    planned: planned.size,
    extra: added,
    requested: asked,
    free: capacity === null ? null : capacity - planned.size - added,
  };
}

function plannedHeads(
  patterns: readonly PlacementPattern[],
  dayparts: readonly Daypart[],
  days: readonly LocalDate[],
  isClosed: GroupClosed,
): Heads {
  const heads = new Heads();
  for (const on of new Set(days)) {
    for (const expected of expectedDays(patterns, on, on, isClosed)) {
      heads.add(expected, daypartsOf(dayparts, expected));
    }
  }
  return heads;
}

function keyOf(groupId: string, on: string, daypartId: string): string {
  return `${groupId} ${on} ${daypartId}`;
}
