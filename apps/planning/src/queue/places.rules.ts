import { type LocalDate, type TimeRange, timesOverlap } from '@ouderportaal/kernel';

/** Somebody in a group on a day: by weekly pattern or by an approved booking. */
export interface Attendance extends TimeRange {
  childId: string;
  groupId: string;
  on: LocalDate;
}

export interface Daypart extends TimeRange {
  daypartId: string;
}

/** Extra places to take in one daypart of a group on a day. */
export interface PlaceWanted {
  groupId: string;
  on: LocalDate;
  daypartId: string;
  /** Children there by their weekly pattern. */
  planned: number;
  /** Places to add: children who are not there yet. */
  extra: number;
  /** The group's capacity. */
  places: number;
}

export interface PlacesInput {
  approved: readonly Attendance[];
  planned: readonly Attendance[];
  /** Bookings that were approved before. */
  extra: readonly Attendance[];
  dayparts: readonly Daypart[];
  capacityOf(groupId: string, daypartId: string): number;
}

/**
 * Which places newly approved bookings take. A child takes one place in every daypart its times
 * overlap, and none where it is expected already. In the order in which they are to be locked.
 */
export function placesWanted(input: PlacesInput): PlaceWanted[] {
  const groupDays = new Map(
    input.approved.map(({ groupId, on }) => [`${groupId} ${on}`, { groupId, on }]),
  );
  return [...groupDays.values()]
    .flatMap(({ groupId, on }) =>
      input.dayparts.map((daypart) => {
        const childrenIn = (all: readonly Attendance[]) =>
          new Set(
            all
              .filter(
                (one) => one.groupId === groupId && one.on === on && timesOverlap(one, daypart),
              )
              .map(({ childId }) => childId),
          );
        const planned = childrenIn(input.planned);
        const there = planned.union(childrenIn(input.extra));
        return {
          groupId,
          on,
          daypartId: daypart.daypartId,
          planned: planned.size,
          extra: childrenIn(input.approved).difference(there).size,
          places: input.capacityOf(groupId, daypart.daypartId),
        };
      }),
    )
    .filter(({ extra }) => extra > 0)
    .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

const keyOf = ({ groupId, on, daypartId }: PlaceWanted) => `${groupId} ${on} ${daypartId}`;
