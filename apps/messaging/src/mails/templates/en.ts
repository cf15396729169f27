import type { MailTexts } from './mail-texts.js';

export const en: MailTexts = {
  when: '{{#if day}}{{day}}{{else}}{{dayCount}} days{{/if}}',
  greeting: 'Dear {{#if firstName}}{{firstName}}{{else}}parent{{/if}},',
  columns: { day: 'Day', time: 'Time', child: 'Child', status: 'Status' },
  status: {
    requested: 'under review',
    approved: 'approved',
    rejected: 'rejected',
    cancelled: 'cancelled',
    withdrawn: 'lapsed',
  },
  time: '{{from}}–{{until}}',
  child: 'child {{child}}',
  more: 'And {{moreCount}} more. The parent portal shows everything together.',
  linkLabel: 'View your request',
  linkHint: 'Or open this address in your browser:',
  closing: 'Kind regards,',
  footer: `You receive this e-mail because you asked for care in the parent portal of {{organisation}}. It was sent automatically; you cannot reply to it.

To protect your privacy, our e-mails never mention the names of children.`,
  kinds: {
    'request-receipt': {
      subject: 'Received: your request for {{> when}} – {{organisation}}',
      heading: 'We have received your request',
      before: 'You asked for care on {{> when}}. Your request has arrived safely.',
      after: `The location will look at your request{{#if decidedAbout}}, usually around {{decidedAbout}}{{/if}}. As soon as everything has been decided, you will receive one e-mail with the outcome.
{{#if lapsesOn}}

If nothing has been decided by the end of {{lapsesOn}}, your request lapses automatically. We will let you know about that, too.
{{/if}}`,
    },
    'request-decided': {
      subject:
        '{{#if outcome.isApproved}}Approved{{else if outcome.isRejected}}Not possible{{else}}Decided{{/if}}: your request for {{> when}} – {{organisation}}',
      heading: 'Your request has been decided',
      before: `{{#if outcome.isApproved}}Good news: the care you asked for on {{> when}} is possible.{{else if outcome.isRejected}}Unfortunately the care you asked for on {{> when}} is not possible.{{else}}Your request for {{> when}} has been decided. Part of the care is possible; part of it, unfortunately, is not.{{/if}}

Below you see the outcome for each day and child.`,
      after:
        '{{#if outcome.hasRejections}}You can read why something was rejected in the parent portal.{{/if}}',
    },
    'request-withdrawn': {
      subject: 'Lapsed: your request for {{> when}} – {{organisation}}',
      heading: 'Your request has lapsed automatically',
      before:
        'Your request for {{> when}} was not decided in time. What was still open has therefore lapsed automatically.',
      after:
        'Do you still need the care? Please send a new request in the parent portal, or contact your location.',
    },
  },
};
