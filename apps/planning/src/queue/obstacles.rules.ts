import type { identity, planning } from '@ouderportaal/contracts';
import { timesOverlap } from '@ouderportaal/kernel';
import type { BookedTimes } from '../care-requests/booking.rules.js';
import { isOffered, type OfferedProduct } from '../options/options.rules.js';
import {
  expectedOn,
  type GroupClosed,
  isPlacedOn,
  type PlacementPattern,
} from '../patterns/patterns.rules.js';

/** Facts of now that can stand against approving a booking. */
export interface BookingFacts {
  bookingId: string;
  /** What the guardian who asked may do for the child now. */
  access: identity.GuardianAccess | null;
  /** Every placement of the child on the day, in whichever group. */
  placements: PlacementPattern[];
  /** The product as the booking's group offers it; null when it does not any more. */
  product: Pick<OfferedProduct, 'weekdays' | 'validFrom' | 'validUntil'> | null;
}

/**
 * Why a booking that could be asked for cannot be approved as things are now, places aside; null when
 * it can. The queue shows it before, and deciding refuses by it.
 */
export function obstacleOf(
  booking: BookedTimes,
  { access, placements, product }: Omit<BookingFacts, 'bookingId'>,
  isClosed: GroupClosed,
): Exclude<planning.Obstacle, 'no-place-left'> | null {
  const { groupId, on } = booking;
  if (access !== 'full') return 'access-ended';
  const placed = placements.filter((placement) => isPlacedOn(placement, on));
  if (placed.length === 0) return 'placement-ended';
  if (!placed.some((placement) => placement.groupId === groupId)) return 'group-changed';
  if (isClosed(groupId, on)) return 'closed-since';
  if (!product || !isOffered(product, on)) return 'no-longer-offered';
  const planned = placed.flatMap((placement) => expectedOn(placement, on));
  return planned.some((times) => timesOverlap(times, booking)) ? 'planned-since' : null;
}
