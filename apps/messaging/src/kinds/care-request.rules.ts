import type { planning } from '@ouderportaal/contracts';
import type { LocalDate } from '@ouderportaal/kernel';

export interface BookingFact {
  childInitial: string;
  on: LocalDate;
  startsAt: string;
  endsAt: string;
  status: planning.BookingStatus;
}

/** The days that a mail is about: those of bookings in these states; every day when none stands out. */
export function daysAbout(
  bookings: readonly BookingFact[],
  about: readonly planning.BookingStatus[],
): LocalDate[] {
  const found = bookings.filter(({ status }) => about.includes(status));
  return [...new Set((found.length > 0 ? found : bookings).map(({ on }) => on))];
}

/** Whether care is possible (R118), over what people decided; neither of both when it is mixed. */
export function outcomeOf(bookings: readonly BookingFact[]): {
  isApproved: boolean;
  isRejected: boolean;
  hasRejections: boolean;
} {
  const has = (status: planning.BookingStatus) =>
    bookings.some((booking) => booking.status === status);
  const [hasApprovals, hasRejections] = [has('approved'), has('rejected')];
  return {
    isApproved: hasApprovals && !hasRejections,
    isRejected: hasRejections && !hasApprovals,
    hasRejections,
  };
}

/** By day, then time, then child. */
export function inOrder(bookings: readonly BookingFact[]): BookingFact[] {
  const keyOf = ({ on, startsAt, childInitial }: BookingFact) =>
    `${on} ${startsAt} ${childInitial}`;
  return [...bookings].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}
