import type { LocalDate } from '@ouderportaal/kernel';
import {
  daypartsOf,
  type GroupBooking,
  occupancyOf,
  type OccupancyInput,
} from '../occupancy/occupancy.rules.js';

/** How many children one daypart of a group holds on a day: counted anew, never added up. */
export interface SlotCount {
  groupId: string;
  on: LocalDate;
  daypartId: string;
  /** Children expected by their weekly pattern. */
  planned: number;
  /** Children there by an approved booking alone. */
  extra: number;
  /** The group's capacity. */
  places: number;
}

export interface PlacesOutcome {
  /** The dayparts that the approved bookings overlap, counted with them. */
  counts: (SlotCount & { added: number })[];
  /** The group-days on which fewer places are free than children would be added. */
  full: { groupId: string; on: LocalDate }[];
}

type Wanted = Omit<GroupBooking, 'status'>;

/**
 * What approving bookings does to the places of their groups. `occupancyOf` counts before and after, so
 * that exactly what the queue calls free can be approved: a child takes a place in every daypart that
 * its times overlap, and none where it is counted already. Where places are not counted there is no
 * limit, and nothing to write down.
 * @param input holds the open and approved bookings of these groups and days
 */
export function placesAfter(input: OccupancyInput, approved: readonly Wanted[]): PlacesOutcome {
  const before = occupancyOf(input);
  const added = approved.map((booking) => ({ ...booking, status: 'approved' as const }));
  const after = occupancyOf({ ...input, bookings: [...input.bookings, ...added] });
  const isTouched = touchedBy(input, approved);
  const outcome: PlacesOutcome = { counts: [], full: [] };
  after.forEach(({ group: { groupId }, on, dayparts }, day) => {
    dayparts.forEach(({ daypartId, planned, extra, capacity }, part) => {
      if (capacity === null || !isTouched(groupId, on, daypartId)) return;
      const was = before[day]?.dayparts[part] ?? { extra: 0, free: 0 };
      const more = extra - was.extra;
      if (more > 0 && (was.free ?? 0) < more) outcome.full.push({ groupId, on });
      else
        outcome.counts.push({
          groupId,
          on,
          daypartId,
          planned,
          extra,
          places: capacity,
          added: more,
        });
    });
  });
  return outcome;
}

/** The dayparts that these bookings overlap, counted as things are: for when some of them gave up their place. */
export function countsOf(input: OccupancyInput, bookings: readonly Wanted[]): SlotCount[] {
  const isTouched = touchedBy(input, bookings);
  return occupancyOf(input).flatMap(({ group: { groupId }, on, dayparts }) =>
    dayparts.flatMap(({ daypartId, planned, extra, capacity }) =>
      capacity !== null && isTouched(groupId, on, daypartId)
        ? [{ groupId, on, daypartId, planned, extra, places: capacity }]
        : [],
    ),
  );
}

function touchedBy({ dayparts }: OccupancyInput, approved: readonly Wanted[]) {
  const touched = new Set(
    approved.flatMap((booking) =>
      daypartsOf(dayparts, booking).map(
        ({ daypartId }) => `${booking.groupId} ${booking.on} ${daypartId}`,
      ),
    ),
  );
  return (groupId: string, on: LocalDate, daypartId: string) =>
    touched.has(`${groupId} ${on} ${daypartId}`);
}

/**
 * Whether a count may be written down. A group that its contracts overfill keeps its last count: nobody
 * was added, and the table's check takes no row with extra children that do not fit.
 */
export function isStorable({ planned, extra, places }: SlotCount): boolean {
  return extra === 0 || planned + extra <= places;
}
