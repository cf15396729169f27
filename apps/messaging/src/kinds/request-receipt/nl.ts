import type { MailTexts } from '../../mails/mail-kind.js';

export const nl: MailTexts = {
  subject: 'Ontvangen: uw aanvraag voor {{when}} – {{organisation}}',
  heading: 'Wij hebben uw aanvraag ontvangen',
  before: 'U hebt opvang aangevraagd voor {{when}}. Uw aanvraag is goed aangekomen.',
  after: `De locatie beoordeelt uw aanvraag{{#if decidedAbout}}, meestal rond {{decidedAbout}}{{/if}}. Zodra alles is beoordeeld, krijgt u één e-mail met de uitkomst.
{{#if lapsesOn}}

Is er op {{lapsesOn}} nog geen uitkomst, dan vervalt uw aanvraag na die dag automatisch. Ook daarover krijgt u bericht.
{{/if}}`,
  columns: { what: 'Dag', outcome: 'Status' },
  linkLabel: 'Bekijk uw aanvraag',
  reason:
    'U krijgt deze e-mail omdat u opvang hebt aangevraagd in het ouderportaal van {{organisation}}.',
};
