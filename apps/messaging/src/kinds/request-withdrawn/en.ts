import type { MailTexts } from '../../mails/mail-kind.js';

export const en: MailTexts = {
  subject: 'Lapsed: your request for {{when}} – {{organisation}}',
  heading: 'Your request has lapsed automatically',
  before:
    'Your request for {{when}} was not decided in time. What was still open has therefore lapsed automatically.',
  after:
    'Do you still need the care? Please send a new request in the parent portal, or contact your location.',
  columns: { what: 'Day', outcome: 'Status' },
  linkLabel: 'View your request',
  reason:
    'You receive this e-mail because you asked for care in the parent portal of {{organisation}}.',
};
