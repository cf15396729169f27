import { Id, type Language, LocalDate, planning, TimeOfDay } from '@ouderportaal/contracts';
import { z } from 'zod';
import { dateInFull } from '../mails/dates.rules.js';
import type { Announcement, MailRow } from '../mails/mail-kind.js';
import { childInMail } from '../mails/plain-text.rules.js';
import { type BookingFact, daysAbout, inOrder } from './care-request.rules.js';

/** What planning tells about a request, as far as a mail says it. */
export const CareRequestFacts = z.object({
  requestId: Id,
  bookings: z.array(
    z.object({
      childInitial: z.string(),
      on: LocalDate,
      startsAt: TimeOfDay,
      endsAt: TimeOfDay,
      status: planning.BookingStatus,
    }),
  ),
});
type CareRequestFacts = z.infer<typeof CareRequestFacts>;

/** The recipient is the guardian who sent the request; of its bookings only what a mail says waits here. */
export function toSender<F extends CareRequestFacts & { submittedBy: string }>({
  submittedBy,
  bookings,
  ...facts
}: F): Announcement<Omit<F, 'submittedBy' | 'bookings'> & Pick<CareRequestFacts, 'bookings'>>[] {
  const told = CareRequestFacts.shape.bookings.parse(bookings);
  const kept = { ...facts, bookings: told };
  return [{ recipientId: submittedBy, causeId: facts.requestId, facts: kept }];
}

interface Words {
  days: (count: number) => string;
  time: (from: string, until: string) => string;
  child: string;
  status: Record<planning.BookingStatus, string>;
}

const words: Record<Language, Words> = {
  nl: {
    days: (count) => `${count} dagen`,
    time: (from, until) => `${from}–${until} uur`,
    child: 'kind',
    status: {
      requested: 'in behandeling',
      approved: 'goedgekeurd',
      rejected: 'afgewezen',
      cancelled: 'geannuleerd',
      withdrawn: 'vervallen',
    },
  },
  en: {
    days: (count) => `${count} days`,
    time: (from, until) => `${from}–${until}`,
    child: 'child',
    status: {
      requested: 'under review',
      approved: 'approved',
      rejected: 'rejected',
      cancelled: 'cancelled',
      withdrawn: 'lapsed',
    },
  },
};

/** The day in full, or how many days there are. */
export function whenInWords(
  language: Language,
  bookings: readonly BookingFact[],
  about: readonly planning.BookingStatus[],
): string {
  const days = daysAbout(bookings, about);
  const [only] = days;
  return only && days.length === 1 ? dateInFull(language, only) : words[language].days(days.length);
}

/** Each booking with its day, time and outcome; of the child only the initial. */
export function bookingRows(language: Language, bookings: readonly BookingFact[]): MailRow[] {
  const { time, child, status } = words[language];
  return inOrder(bookings).map((booking) => ({
    what: dateInFull(language, booking.on),
    detail: `${time(booking.startsAt, booking.endsAt)}, ${child} ${childInMail(booking.childInitial)}`,
    outcome: status[booking.status],
  }));
}

/** The portal's page of a request. */
export const requestPage = (requestId: string) => `care-requests/${requestId}`;

/** An invented request of three bookings on two days. */
export function sampleRequest(
  ...statuses: readonly [planning.BookingStatus, planning.BookingStatus, planning.BookingStatus]
): CareRequestFacts {
  const [first, second, third] = statuses;
  return {
    requestId: '00000000-0000-4000-8000-000000000001',
    bookings: [
      { childInitial: 'B', on: '2026-03-03', startsAt: '08:00', endsAt: '13:00', status: first },
      { childInitial: 'J', on: '2026-03-03', startsAt: '08:00', endsAt: '13:00', status: second },
      { childInitial: 'J', on: '2026-03-05', startsAt: '13:00', endsAt: '18:30', status: third },
    ],
  };
}
