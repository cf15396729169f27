import type { MailTexts } from '../../mails/mail-kind.js';

export const en: MailTexts = {
  subject:
    '{{#if outcome.isApproved}}Approved{{else if outcome.isRejected}}Not possible{{else}}Decided{{/if}}: your request for {{when}} – {{organisation}}',
  heading: 'Your request has been decided',
  before: `{{#if outcome.isApproved}}Good news: the care you asked for on {{when}} is possible.{{else if outcome.isRejected}}Unfortunately the care you asked for on {{when}} is not possible.{{else}}Your request for {{when}} has been decided. Part of the care is possible; part of it, unfortunately, is not.{{/if}}

Below you see the outcome for each day and child.`,
  after:
    '{{#if outcome.hasRejections}}You can read why something was rejected in the parent portal.{{/if}}',
  columns: { what: 'Day', outcome: 'Status' },
  linkLabel: 'View your request',
  reason:
    'You receive this e-mail because you asked for care in the parent portal of {{organisation}}.',
};
