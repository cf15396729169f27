import type { identity, planning } from '@ouderportaal/contracts';
import { byChildName, type LocalDate, type Minutes } from '@ouderportaal/kernel';

/** Care of one child on one day, as it is stored. Rules take the parts that they look at. */
export interface Booking {
  bookingId: string;
  requestId: string;
  periodId: string;
  childId: string;
  groupId: string;
  productId: string;
  productName: string;
  on: LocalDate;
  startsAt: Minutes;
  endsAt: Minutes;
  cents: number | null;
  points: number | null;
  /** The last day on which it may wait, included. */
  lapsesOn: LocalDate;
  status: planning.BookingStatus;
  /** Why it was rejected. */
  reason: string | null;
  /** When somebody approved or rejected it. */
  decidedAt: Date | null;
}

/** What decides whether bookings overlap: child, group, day and times. */
export type BookedTimes = Pick<Booking, 'childId' | 'groupId' | 'on' | 'startsAt' | 'endsAt'>;

/** A booking with the names its readers see. */
export interface BookingRow extends Booking {
  firstName: string;
  lastName: string;
  groupName: string;
  locationId: string;
  locationName: string;
  submittedAt: Date;
  /** The reader's own access to the child; null for staff. */
  access: identity.GuardianAccess | null;
}

/** As readers see them: by day, child and time. */
export function inBookingOrder<B extends Booking & { firstName: string }>(rows: readonly B[]): B[] {
  return [...rows].sort(
    (a, b) =>
      a.on.localeCompare(b.on) ||
      byChildName(a, b) ||
      a.startsAt - b.startsAt ||
      a.bookingId.localeCompare(b.bookingId),
  );
}

/** On whose screens these bookings may be: of the children's guardians and the groups' staff. */
export function concernedBy(rows: readonly Pick<BookingRow, 'childId' | 'groupId'>[]) {
  return {
    childIds: [...new Set(rows.map(({ childId }) => childId))],
    groupIds: [...new Set(rows.map(({ groupId }) => groupId))],
  };
}
