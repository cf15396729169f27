import { problem } from '../problem.js';

export const careRequestProblems = {
  'request-too-early': problem(
    422,
    ['The day is too far ahead', 'Choose an earlier day[: requests can be made up to {until}].'],
    ['Die dag ligt te ver vooruit', 'Kies een eerdere dag[: u kunt aanvragen tot en met {until}].'],
  ),
  'request-too-late': problem(
    422,
    [
      'It is too late to ask for that day',
      'Choose a later day[, from {from} on], or call the location.',
    ],
    ['Voor die dag is het te laat', 'Kies een latere dag[, vanaf {from}], of bel de locatie.'],
  ),
  'outside-placement': problem(
    422,
    [
      'The child has no place with us[ on {on}]',
      'Choose a day within the placement; each day shows what is possible.',
    ],
    [
      'Het kind is[ op {on}] niet geplaatst',
      'Kies een dag binnen de plaatsing; elke dag toont wat kan.',
    ],
  ),
  'daypart-not-offered': problem(
    422,
    ['This daypart is not offered[ on {on}]', 'Choose one of the dayparts that the day shows.'],
    ['Dit dagdeel is er niet[ op {on}]', 'Kies een van de dagdelen die bij die dag staan.'],
  ),
  'already-planned': problem(
    409,
    [
      'The child is already planned[ on {on}]',
      'Choose times at which the child is not expected yet.',
    ],
    ['Het kind is al gepland[ op {on}]', 'Kies tijden waarop het kind nog niet verwacht wordt.'],
  ),
  'already-requested': problem(
    409,
    [
      'This was already asked for[ on {on}]',
      'Wait for the answer, or cancel the earlier request first.',
    ],
    [
      'Dit is al aangevraagd[ op {on}]',
      'Wacht het antwoord af, of annuleer eerst de eerdere aanvraag.',
    ],
  ),
  'closed-on-date': problem(
    422,
    ['We are closed[ on {on}]', 'Choose another day.'],
    ['We zijn gesloten[ op {on}]', 'Kies een andere dag.'],
  ),
  'nothing-to-request': problem(
    422,
    ['No day of this period can be asked for', 'Choose a period in which the daypart is offered.'],
    ['In deze periode is niets aan te vragen', 'Kies een periode waarin het dagdeel er is.'],
  ),
  'whole-needs-one-day': problem(
    422,
    [
      'Only a request for exactly one day can be judged as a whole',
      'Ask for one day at a time, or let each day be judged by itself.',
    ],
    [
      'Alleen een aanvraag voor precies één dag kan als geheel beoordeeld worden',
      'Vraag één dag per keer aan, of laat elke dag apart beoordelen.',
    ],
    'Leave "asWhole" out where the request is for more than one day.',
  ),
  'last-date-invalid': problem(
    422,
    [
      'The last date to wait does not fit the request',
      'Choose a day up to the first day asked for[: from {today} to {until}].',
    ],
    [
      'De uiterste datum past niet bij de aanvraag',
      'Kies een dag tot en met de eerste gevraagde dag[: van {today} tot en met {until}].',
    ],
  ),
  'request-not-open': problem(
    409,
    ['This has been decided or withdrawn already', 'Reload the request to see how it stands.'],
    ['Dit is al beoordeeld of ingetrokken', 'Ververs de aanvraag om te zien hoe het ermee staat.'],
  ),
  'cancel-not-allowed': problem(
    409,
    [
      'Cancelling is no longer possible',
      'The rules of your organisation do not allow it any more[: it could be done until {until}]; call the location.',
    ],
    [
      'Annuleren kan niet meer',
      'Volgens de regels van uw organisatie mag het niet meer[: het kon tot {until}]; bel de locatie.',
    ],
  ),
};
