import type { MailTexts } from '../../mails/mail-kind.js';

export const nl: MailTexts = {
  subject: 'Vervallen: uw aanvraag voor {{when}} – {{organisation}}',
  heading: 'Uw aanvraag is automatisch vervallen',
  before:
    'Uw aanvraag voor {{when}} is niet op tijd beoordeeld. Wat nog openstond, is daarom automatisch vervallen.',
  after:
    'Hebt u de opvang nog steeds nodig? Doe dan in het ouderportaal een nieuwe aanvraag, of neem contact op met uw locatie.',
  columns: { what: 'Dag', outcome: 'Status' },
  linkLabel: 'Bekijk uw aanvraag',
  reason:
    'U krijgt deze e-mail omdat u opvang hebt aangevraagd in het ouderportaal van {{organisation}}.',
};
