import type { RenderedMail } from '../../src/delivery/outgoing-mail.js';
import { type MailKind, MailKinds } from '../../src/mails/mail-kind.js';
import { MailRenderer } from '../../src/mails/mail-renderer.js';
import type { Reader, Sender } from '../../src/mails/people.js';
import { sampleReader, sampleSender } from '../../src/mails/samples.js';

/** The kind's sample as a mail, but for what the test says. */
export function render(
  kind: MailKind,
  given: { facts?: object; reader?: Partial<Reader>; sender?: Partial<Sender> } = {},
): RenderedMail {
  return new MailRenderer(new MailKinds([kind])).render(
    kind,
    { ...(kind.sample as object), ...given.facts },
    { ...sampleReader, ...given.reader },
    { ...sampleSender, ...given.sender },
  );
}

/** Facts of a request about one child on one day. */
export const oneBooking = (
  status: 'requested' | 'approved' | 'rejected' | 'withdrawn',
  childInitial = 'B',
) => ({
  bookings: [{ childInitial, on: '2026-03-03', startsAt: '08:00', endsAt: '13:00', status }],
});
