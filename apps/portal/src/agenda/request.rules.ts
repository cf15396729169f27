import type { LocalDate } from '../dates/dates.js';

/** One line of a request that is being written; what the API needs, and what the line shows. */
export interface DraftBooking {
  childId: string;
  firstName: string;
  groupId: string;
  productId: string;
  on: LocalDate;
  until?: LocalDate;
  startsAt: string;
  endsAt: string;
}

export interface RequestDraft {
  bookings: DraftBooking[];
  asWhole?: boolean;
  remark: string;
  lapsesOn: string;
}

export const EMPTY_REQUEST: RequestDraft = { bookings: [], remark: '', lapsesOn: '' };

/** "All or none" is there for more than one booking on exactly one day (R112). */
export function wholeIsPossible({ bookings }: RequestDraft): boolean {
  const days = new Set(bookings.flatMap(({ on, until }) => [on, until ?? on]));
  return bookings.length > 1 && days.size === 1;
}

/** What leaves: nothing of it that only the screen needs, nothing that is empty. */
export function asked(draft: RequestDraft) {
  const remark = draft.remark.trim();
  return {
    bookings: draft.bookings.map(({ childId, groupId, productId, on, until }) => ({
      childId,
      groupId,
      productId,
      on,
      ...(until && until !== on && { until }),
    })),
    ...(draft.asWhole !== undefined && wholeIsPossible(draft) && { asWhole: draft.asWhole }),
    ...(remark !== '' && { remark }),
    ...(draft.lapsesOn !== '' && { lapsesOn: draft.lapsesOn }),
  };
}
