import type { identity, Language, messaging, planning } from '@ouderportaal/contracts';
import type { LocalDate } from '@ouderportaal/kernel';
import { mailColours, type MailColours } from './colours.rules.js';
import { initialOf, oneLine } from './plain-text.rules.js';

/** What planning told about a request, as far as a mail says it. */
export interface MailFacts {
  requestId: string;
  bookings: readonly {
    childInitial: string;
    on: LocalDate;
    startsAt: string;
    endsAt: string;
    status: planning.BookingStatus;
  }[];
  /** The last day the request may wait (R113). */
  lapsesOn: LocalDate | null;
  /** When the location usually decides (R117). */
  decidedAbout: LocalDate | null;
}

export interface Reader {
  firstName: string;
  language: Language;
}

export interface Sender {
  name: string;
  branding: identity.Branding;
  portalUrl: string;
}

/** Everything the templates may use. Complete: they are strict about what is missing. */
export interface MailContent {
  kind: messaging.MailKind;
  language: Language;
  organisation: string;
  firstName: string | null;
  /** The day it is about; null when there are several, then `dayCount` says how many. */
  day: string | null;
  dayCount: number;
  outcome: { isApproved: boolean; isRejected: boolean; hasRejections: boolean };
  bookings: readonly {
    child: string;
    on: string;
    from: string;
    until: string;
    status: planning.BookingStatus;
  }[];
  /** Bookings beyond the ones listed. */
  moreCount: number;
  lapsesOn: string | null;
  decidedAbout: string | null;
  link: string;
  colours: MailColours;
}

/** A mail above 100 kB is cut off by some readers; the portal shows every booking. */
export const LISTED = 60;

/** English as it is written in Europe: day before month, 24-hour clock (R248). */
const LOCALES: Record<Language, string> = { nl: 'nl-NL', en: 'en-GB' };

const dateFormats = {
  nl: dateFormat('nl'),
  en: dateFormat('en'),
};

export function mailContent(
  kind: messaging.MailKind,
  facts: MailFacts,
  reader: Reader,
  sender: Sender,
): MailContent {
  const { language } = reader;
  const days = [...new Set(concerned(kind, facts).map(({ on }) => on))];
  const listed = inOrder(facts.bookings).slice(0, LISTED);
  return {
    kind,
    language,
    organisation: oneLine(sender.name),
    firstName: oneLine(reader.firstName) || null,
    day: days.length === 1 ? dateInFull(language, days[0] ?? '') : null,
    dayCount: days.length,
    outcome: outcomeOf(facts),
    bookings: listed.map((booking) => ({
      child: initialOf(booking.childInitial),
      on: dateInFull(language, booking.on),
      from: booking.startsAt,
      until: booking.endsAt,
      status: booking.status,
    })),
    moreCount: facts.bookings.length - listed.length,
    lapsesOn: facts.lapsesOn && dateInFull(language, facts.lapsesOn),
    decidedAbout: facts.decidedAbout && dateInFull(language, facts.decidedAbout),
    link: portalLink(sender.portalUrl, `care-requests/${facts.requestId}`),
    colours: mailColours(sender.branding.primaryColour, sender.branding.textColour),
  };
}

/** `dinsdag 3 maart 2026`, `Tuesday 3 March 2026`. */
export function dateInFull(language: Language, on: LocalDate): string {
  const text = dateFormats[language].format(new Date(`${on}T00:00:00Z`));
  return text.replace(',', '');
}

/** A page of the portal, whether or not the portal's own address ends in a slash or has a path. */
export function portalLink(portalUrl: string, page: string): string {
  const url = new URL(portalUrl);
  url.pathname = `${url.pathname.replace(/\/+$/, '')}/${page}`;
  url.search = '';
  url.hash = '';
  return url.href;
}

/** The bookings that a mail of this kind is about; all of them when none stands out. */
function concerned(kind: messaging.MailKind, { bookings }: MailFacts): MailFacts['bookings'] {
  const about: Record<messaging.MailKind, readonly planning.BookingStatus[]> = {
    'request-receipt': ['requested'],
    'request-decided': ['approved', 'rejected'],
    'request-withdrawn': ['withdrawn'],
  };
  const found = bookings.filter(({ status }) => about[kind].includes(status));
  return found.length > 0 ? found : bookings;
}

/** Whether care is possible (R118), over what people decided; neither of both when it is mixed. */
function outcomeOf({ bookings }: MailFacts): MailContent['outcome'] {
  const has = (status: planning.BookingStatus) =>
    bookings.some((booking) => booking.status === status);
  const [hasApprovals, hasRejections] = [has('approved'), has('rejected')];
  return {
    isApproved: hasApprovals && !hasRejections,
    isRejected: hasRejections && !hasApprovals,
    hasRejections,
  };
}

function inOrder(bookings: MailFacts['bookings']): MailFacts['bookings'] {
  const keyOf = (booking: MailFacts['bookings'][number]) =>
    `${booking.on} ${booking.startsAt} ${booking.childInitial}`;
  return [...bookings].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

/** A calendar day has no time zone: midnight UTC, formatted in UTC, is that day. */
function dateFormat(language: Language): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(LOCALES[language], {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
}
