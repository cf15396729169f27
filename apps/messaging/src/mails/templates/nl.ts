import type { MailTexts } from './mail-texts.js';

export const nl: MailTexts = {
  when: '{{#if day}}{{day}}{{else}}{{dayCount}} dagen{{/if}}',
  greeting: 'Beste {{#if firstName}}{{firstName}}{{else}}ouder{{/if}},',
  columns: { day: 'Dag', time: 'Tijd', child: 'Kind', status: 'Status' },
  status: {
    requested: 'in behandeling',
    approved: 'goedgekeurd',
    rejected: 'afgewezen',
    cancelled: 'geannuleerd',
    withdrawn: 'vervallen',
  },
  time: '{{from}}–{{until}} uur',
  child: 'kind {{child}}',
  more: 'En nog {{moreCount}} meer. In het ouderportaal ziet u alles bij elkaar.',
  linkLabel: 'Bekijk uw aanvraag',
  linkHint: 'Of open dit adres in uw browser:',
  closing: 'Met vriendelijke groet,',
  footer: `U krijgt deze e-mail omdat u opvang hebt aangevraagd in het ouderportaal van {{organisation}}. De e-mail is automatisch verstuurd; u kunt er niet op antwoorden.

Om uw privacy te beschermen noemen wij in e-mails geen namen van kinderen.`,
  kinds: {
    'request-receipt': {
      subject: 'Ontvangen: uw aanvraag voor {{> when}} – {{organisation}}',
      heading: 'Wij hebben uw aanvraag ontvangen',
      before: 'U hebt opvang aangevraagd voor {{> when}}. Uw aanvraag is goed aangekomen.',
      after: `De locatie beoordeelt uw aanvraag{{#if decidedAbout}}, meestal rond {{decidedAbout}}{{/if}}. Zodra alles is beoordeeld, krijgt u één e-mail met de uitkomst.
{{#if lapsesOn}}

Is er op {{lapsesOn}} nog geen uitkomst, dan vervalt uw aanvraag na die dag automatisch. Ook daarover krijgt u bericht.
{{/if}}`,
    },
    'request-decided': {
      subject:
        '{{#if outcome.isApproved}}Goedgekeurd{{else if outcome.isRejected}}Niet mogelijk{{else}}Beoordeeld{{/if}}: uw aanvraag voor {{> when}} – {{organisation}}',
      heading: 'Uw aanvraag is beoordeeld',
      before: `{{#if outcome.isApproved}}Goed nieuws: de opvang die u hebt aangevraagd voor {{> when}} is mogelijk.{{else if outcome.isRejected}}Helaas is de opvang die u hebt aangevraagd voor {{> when}} niet mogelijk.{{else}}Uw aanvraag voor {{> when}} is beoordeeld. Een deel van de opvang is mogelijk, een deel helaas niet.{{/if}}

Hieronder ziet u de uitkomst per dag en per kind.`,
      after:
        '{{#if outcome.hasRejections}}Waarom iets is afgewezen, leest u in het ouderportaal.{{/if}}',
    },
    'request-withdrawn': {
      subject: 'Vervallen: uw aanvraag voor {{> when}} – {{organisation}}',
      heading: 'Uw aanvraag is automatisch vervallen',
      before:
        'Uw aanvraag voor {{> when}} is niet op tijd beoordeeld. Wat nog openstond, is daarom automatisch vervallen.',
      after:
        'Hebt u de opvang nog steeds nodig? Doe dan in het ouderportaal een nieuwe aanvraag, of neem contact op met uw locatie.',
    },
  },
};
