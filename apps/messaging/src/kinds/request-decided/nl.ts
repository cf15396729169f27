import type { MailTexts } from '../../mails/mail-kind.js';

export const nl: MailTexts = {
  subject:
    '{{#if outcome.isApproved}}Goedgekeurd{{else if outcome.isRejected}}Niet mogelijk{{else}}Beoordeeld{{/if}}: uw aanvraag voor {{when}} – {{organisation}}',
  heading: 'Uw aanvraag is beoordeeld',
  before: `{{#if outcome.isApproved}}Goed nieuws: de opvang die u hebt aangevraagd voor {{when}} is mogelijk.{{else if outcome.isRejected}}Helaas is de opvang die u hebt aangevraagd voor {{when}} niet mogelijk.{{else}}Uw aanvraag voor {{when}} is beoordeeld. Een deel van de opvang is mogelijk, een deel helaas niet.{{/if}}

Hieronder ziet u de uitkomst per dag en per kind.`,
  after:
    '{{#if outcome.hasRejections}}Waarom iets is afgewezen, leest u in het ouderportaal.{{/if}}',
  columns: { what: 'Dag', outcome: 'Status' },
  linkLabel: 'Bekijk uw aanvraag',
  reason:
    'U krijgt deze e-mail omdat u opvang hebt aangevraagd in het ouderportaal van {{organisation}}.',
};
