import type { MailTexts } from '../../mails/mail-kind.js';

export const en: MailTexts = {
  subject: 'Received: your request for {{when}} – {{organisation}}',
  heading: 'We have received your request',
  before: 'You asked for care on {{when}}. Your request has arrived safely.',
  after: `The location will look at your request{{#if decidedAbout}}, usually around {{decidedAbout}}{{/if}}. As soon as everything has been decided, you will receive one e-mail with the outcome.
{{#if lapsesOn}}

If nothing has been decided by the end of {{lapsesOn}}, your request lapses automatically. We will let you know about that, too.
{{/if}}`,
  columns: { what: 'Day', outcome: 'Status' },
  linkLabel: 'View your request',
  reason:
    'You receive this e-mail because you asked for care in the parent portal of {{organisation}}.',
};
