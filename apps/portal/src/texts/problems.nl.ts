import type { ProblemTexts } from './problem-texts.js';

export const nl: ProblemTexts = {
  unreachable: ['Geen verbinding', 'Controleer je internet. Wat je invulde is bewaard.'],
  internal: [
    'Er ging iets mis bij ons',
    'Probeer het zo nog eens. Blijft het zo, meld dan het nummer.',
  ],
  'service-unavailable': ['Dit werkt even niet', 'Probeer het over een paar minuten nog eens.'],
  'service-busy': ['Het is druk', 'Probeer het over een paar tellen nog eens.'],
  'service-timeout': [
    'Het antwoord bleef uit',
    'Probeer het nog eens; dubbel versturen kan geen kwaad.',
  ],
  'too-many-requests': ['Even rustig aan', 'Er kwam veel tegelijk. Wacht een paar tellen.'],
  'login-failed': ['Inloggen lukt niet', 'De gebruikersnaam of het wachtwoord klopt niet.'],
  'too-many-attempts': ['Te veel pogingen', 'Wacht tot de tijd om is en probeer het dan opnieuw.'],
  'not-signed-in': ['Je bent niet ingelogd', 'Log in en probeer het opnieuw.'],
  'not-allowed': ['Dit is niet voor jou', 'Het bestaat niet, of is niet voor jou.'],
  'not-found': ['Niet gevonden', 'Het bestaat niet, of is niet voor jou.'],
  'read-only-access': [
    'Je kunt alleen kijken',
    'Voor dit kind kun je niets aanvragen of wijzigen.',
  ],
  'idempotency-key-reused': [
    'Je eerdere poging is wel aangekomen',
    'Kijk bij je aanvragen wat er verstuurd is.',
  ],
  'invalid-input': ['Er klopt iets niet', 'Kijk na wat je invulde.'],
  'date-in-the-past': ['Die dag is voorbij', 'Kies een dag vanaf vandaag.'],
  'date-range-invalid': [
    'Deze periode kan niet',
    'Kies een kortere periode, met het begin vóór het eind.',
  ],
  'request-too-early': ['Die dag ligt te ver vooruit', 'Kies een dag die dichterbij ligt.'],
  'request-too-late': ['Voor die dag is het te laat', 'Kies een latere dag, of bel de locatie.'],
  'outside-placement': ['Je kind is dan niet geplaatst', 'Kies een dag binnen de plaatsing.'],
  'daypart-not-offered': [
    'Dit dagdeel is er dan niet',
    'Kies een ander dagdeel of een andere dag.',
  ],
  'already-planned': ['Je kind is dan al gepland', 'Kies tijden waarop je kind nog niet komt.'],
  'already-requested': [
    'Dit is al aangevraagd',
    'Wacht het antwoord af, of annuleer de eerdere aanvraag.',
  ],
  'closed-on-date': ['We zijn die dag gesloten', 'Kies een andere dag.'],
  'nothing-to-request': ['In deze periode kan niets', 'Kies een periode waarin het dagdeel er is.'],
  'whole-needs-one-day': [
    'Alles of niets kan alleen op één dag',
    'Zet het uit, of vraag per dag apart aan.',
  ],
  'last-date-invalid': [
    'Die einddatum kan niet',
    'Kies een dag tussen vandaag en de gevraagde dag.',
  ],
  'take-back-too-late': [
    'Terugnemen kan niet meer',
    'Het gezin heeft bericht of krijgt het. Bel hen als er iets anders moet.',
  ],
  'request-not-open': [
    'Deze aanvraag is al behandeld',
    'Iemand was eerder. De lijst is bijgewerkt.',
  ],
  'cancel-not-allowed': ['Annuleren kan niet meer', 'Bel de locatie als het toch moet.'],
  'no-place-left': ['Er is geen plaats meer', 'De laatste plaats is net vergeven.'],
  'access-ended': ['De ouder heeft geen toegang meer', 'Wijs de aanvraag af met een reden.'],
  'placement-ended': ['De plaatsing is gestopt', 'Het kind is op die dag niet meer geplaatst.'],
  'group-changed': ['Het kind zit in een andere groep', 'De aanvraag is voor de vorige groep.'],
  'closed-since': ['Die dag is intussen gesloten', 'De sluiting kwam na de aanvraag.'],
  'no-longer-offered': ['Dit dagdeel bestaat niet meer', 'Het aanbod is na de aanvraag veranderd.'],
  'planned-since': ['Het kind is intussen gepland', 'De opvang staat al in het vaste rooster.'],
  'decide-as-a-whole': ['Dit hoort bij elkaar', 'Keur alles samen goed, of wijs alles af.'],
};

export const formal: Partial<ProblemTexts> = {
  unreachable: ['Geen verbinding', 'Controleer uw internet. Wat u invulde is bewaard.'],
  'not-signed-in': ['U bent niet ingelogd', 'Log in en probeer het opnieuw.'],
  'not-allowed': ['Dit is niet voor u', 'Het bestaat niet, of is niet voor u.'],
  'not-found': ['Niet gevonden', 'Het bestaat niet, of is niet voor u.'],
  'read-only-access': ['U kunt alleen kijken', 'Voor dit kind kunt u niets aanvragen of wijzigen.'],
  'idempotency-key-reused': [
    'Uw eerdere poging is wel aangekomen',
    'Kijk bij uw aanvragen wat er verstuurd is.',
  ],
  'invalid-input': ['Er klopt iets niet', 'Kijk na wat u invulde.'],
  'outside-placement': ['Uw kind is dan niet geplaatst', 'Kies een dag binnen de plaatsing.'],
  'already-planned': ['Uw kind is dan al gepland', 'Kies tijden waarop uw kind nog niet komt.'],
};
