import type { messaging, planning } from '@ouderportaal/contracts';
import type { MailFacts, Reader, Sender } from './mail-content.rules.js';

/** An invented family and organisation: every template is tried on it at start, and previewed with it. */
export const sampleReader: Reader = { firstName: 'Noor', language: 'nl' };

export const sampleSender: Sender = {
  name: 'Kinderopvang De Voorbeeldboom',
  branding: { primaryColour: '#1a7f5a', textColour: '#ffffff' },
  portalUrl: 'https://voorbeeldboom.example',
};

const statuses: Record<
  messaging.MailKind,
  readonly [planning.BookingStatus, planning.BookingStatus, planning.BookingStatus]
> = {
  'request-receipt': ['requested', 'requested', 'requested'],
  'request-decided': ['approved', 'approved', 'rejected'],
  'request-withdrawn': ['approved', 'withdrawn', 'withdrawn'],
};

export function sampleFacts(kind: messaging.MailKind): MailFacts {
  const [first, second, third] = statuses[kind];
  const isReceipt = kind === 'request-receipt';
  return {
    requestId: '00000000-0000-4000-8000-000000000001',
    bookings: [
      { childInitial: 'B', on: '2026-03-03', startsAt: '08:00', endsAt: '13:00', status: first },
      { childInitial: 'J', on: '2026-03-03', startsAt: '08:00', endsAt: '13:00', status: second },
      { childInitial: 'J', on: '2026-03-05', startsAt: '13:00', endsAt: '18:30', status: third },
    ],
    lapsesOn: isReceipt ? '2026-02-27' : null,
    decidedAbout: isReceipt ? '2026-02-17' : null,
  };
}
