/**
 * Every problem a caller can meet. `code` (the key) is stable; `title` names the situation, `advice`
 * says what to do next, in the language of the reader. `{name}` is filled from the error's parameters.
 */
interface Problem {
  status: number;
  title: { en: string; nl: string };
  advice: { en: string; nl: string };
}

const problem = (
  status: number,
  en: readonly [title: string, advice: string],
  nl: readonly [title: string, advice: string],
): Problem => ({
  status,
  title: { en: en[0], nl: nl[0] },
  advice: { en: en[1], nl: nl[1] },
});

export const problems = {
  'invalid-input': problem(
    400,
    ['The request is not valid', 'Correct the fields listed under "errors" and send it again.'],
    ['De aanvraag klopt niet', 'Verbeter de velden onder "errors" en verstuur opnieuw.'],
  ),
  'malformed-json': problem(
    400,
    ['The body is not JSON', 'Send one JSON object, encoded as UTF-8.'],
    ['De inhoud is geen JSON', 'Stuur één JSON-object, gecodeerd als UTF-8.'],
  ),
  'malformed-request': problem(
    400,
    ['The request is not valid HTTP', 'Check the address, the headers and the length of the body.'],
    ['De aanvraag is geen geldig HTTP', 'Controleer adres, headers en de lengte van de inhoud.'],
  ),
  'not-signed-in': problem(
    401,
    ['Nobody is signed in', 'Sign in with POST /api/sessions and try again.'],
    ['Er is niemand ingelogd', 'Log in met POST /api/sessions en probeer het opnieuw.'],
  ),
  'actor-token-refused': problem(
    401,
    ['The request did not come through the gateway', 'Send it to the HTTP API under /api.'],
    ['De aanvraag kwam niet via de gateway', 'Stuur haar naar de HTTP-API onder /api.'],
  ),
  'login-failed': problem(
    401,
    [
      'Signing in did not work',
      'Check organisation, username and password. If it keeps failing, ask your organisation.',
    ],
    [
      'Inloggen is niet gelukt',
      'Controleer organisatie, gebruikersnaam en wachtwoord. Lukt het niet, vraag het uw organisatie.',
    ],
  ),
  'not-allowed': problem(
    403,
    ['Your account cannot do this', 'Sign in with an account that has the right role.'],
    ['Uw account mag dit niet', 'Log in met een account dat dit wel mag.'],
  ),
  'cross-site-request': problem(
    403,
    [
      'The request came from another site',
      'Send it from the portal itself, or with a bearer token instead of the cookie.',
    ],
    [
      'De aanvraag kwam van een andere site',
      'Verstuur vanuit het portaal zelf, of met een bearer-token in plaats van de cookie.',
    ],
  ),
  'read-only-access': problem(
    403,
    [
      'Your access to this child is read-only',
      'Ask the other parent to do it, or discuss your access with the organisation.',
    ],
    [
      'U kunt de gegevens van dit kind alleen lezen',
      'Vraag de andere ouder, of bespreek uw toegang met de organisatie.',
    ],
  ),
  'not-found': problem(
    404,
    ['Not found', 'Check the address and the identifiers; list what you can see and pick from it.'],
    ['Niet gevonden', 'Controleer het adres en de kenmerken; kies uit wat u kunt zien.'],
  ),
  'method-not-allowed': problem(
    405,
    ['This address does not take that method', 'Use one of the methods in the Allow header.'],
    ['Dit adres kent die methode niet', 'Gebruik een van de methoden in de Allow-header.'],
  ),
  'request-incomplete': problem(
    408,
    ['The request took too long to arrive', 'Send it again over a better connection.'],
    ['De aanvraag kwam te langzaam binnen', 'Verstuur haar opnieuw over een betere verbinding.'],
  ),
  'body-too-large': problem(
    413,
    [
      'The body is too large',
      'Send less than {limit} at once; split the work over several requests.',
    ],
    [
      'De inhoud is te groot',
      'Stuur minder dan {limit} per keer; verdeel het over meer aanvragen.',
    ],
  ),
  'unsupported-media-type': problem(
    415,
    ['The body has an unknown type', 'Send it as application/json.'],
    ['De inhoud heeft een onbekend type', 'Stuur het als application/json.'],
  ),
  'idempotency-key-reused': problem(
    422,
    ['This Idempotency-Key belongs to another request', 'Use a new key for a new request.'],
    ['Deze Idempotency-Key hoort bij een andere aanvraag', 'Gebruik een nieuwe sleutel.'],
  ),
  'headers-too-large': problem(
    431,
    ['The headers are too large', 'Send fewer or shorter headers and cookies.'],
    ['De headers zijn te groot', 'Stuur minder of kortere headers en cookies.'],
  ),
  'too-many-attempts': problem(
    429,
    ['Too many attempts', 'Wait {seconds} seconds and try again.'],
    ['Te veel pogingen', 'Wacht {seconds} seconden en probeer het opnieuw.'],
  ),
  'too-many-requests': problem(
    429,
    ['Too many requests', 'Wait {seconds} seconds and send fewer at once.'],
    ['Te veel aanvragen', 'Wacht {seconds} seconden en verstuur er minder tegelijk.'],
  ),
  internal: problem(
    500,
    ['Something went wrong on our side', 'Try again; if it stays, report the trace number.'],
    ['Er ging bij ons iets mis', 'Probeer het opnieuw; blijft het, meld dan het spoornummer.'],
  ),
  'service-unavailable': problem(
    503,
    [
      'This part of the portal is not there now',
      'Try again in a few seconds; repeat a change with the same Idempotency-Key: it is done once.',
    ],
    [
      'Dit deel van het portaal is er even niet',
      'Probeer het over enkele seconden opnieuw, een wijziging met dezelfde Idempotency-Key: ' +
        'zij gebeurt één keer.',
    ],
  ),
  'service-busy': problem(
    503,
    ['The portal is very busy', 'Try again in a few seconds.'],
    ['Het is erg druk op het portaal', 'Probeer het over enkele seconden opnieuw.'],
  ),
  'service-timeout': problem(
    504,
    [
      'The answer took too long',
      'It may have been done. Repeat a change with the same Idempotency-Key: it is done once.',
    ],
    [
      'Het antwoord duurde te lang',
      'Misschien is het gelukt. Herhaal een wijziging met dezelfde Idempotency-Key: ' +
        'zij gebeurt één keer.',
    ],
  ),

  'import-invalid': problem(
    422,
    ['The import has errors', 'Correct the rows listed under "errors"; nothing was changed.'],
    ['De import bevat fouten', 'Verbeter de regels onder "errors"; er is niets gewijzigd.'],
  ),
  'import-not-known-yet': problem(
    409,
    ['A child or group of this import is not known here yet', 'Send the same batch again shortly.'],
    ['Een kind of groep uit deze import is hier nog niet bekend', 'Stuur dit deel zo opnieuw.'],
  ),

  'date-in-the-past': problem(
    422,
    ['The day has passed', 'Choose a day from {today} on.'],
    ['Die dag is voorbij', 'Kies een dag vanaf {today}.'],
  ),
  'date-range-invalid': problem(
    422,
    [
      'The period is not valid',
      'Let it end on or after its first day and span at most {days} days.',
    ],
    [
      'De periode klopt niet',
      'Laat die op of na de eerste dag eindigen en hoogstens {days} dagen duren.',
    ],
  ),
  'request-too-early': problem(
    422,
    ['The day is too far ahead', 'Requests can be made up to {until}.'],
    ['Die dag ligt te ver vooruit', 'U kunt aanvragen tot en met {until}.'],
  ),
  'request-too-late': problem(
    422,
    ['It is too late to ask for that day', 'Choose a day from {from} on, or call the location.'],
    ['Voor die dag is het te laat', 'Kies een dag vanaf {from}, of bel de locatie.'],
  ),
  'outside-placement': problem(
    422,
    [
      'The child has no place with us on {on}',
      'Choose a day within the placement; the options of a day show what is possible.',
    ],
    [
      'Het kind is op {on} niet geplaatst',
      'Kies een dag binnen de plaatsing; de mogelijkheden van een dag tonen wat kan.',
    ],
  ),
  'daypart-not-offered': problem(
    422,
    [
      'This daypart is not offered on {on}',
      'Choose one of the dayparts that the options of that day list.',
    ],
    ['Dit dagdeel is er niet op {on}', 'Kies een van de dagdelen die bij die dag staan.'],
  ),
  'already-planned': problem(
    409,
    [
      'The child is already planned on {on}',
      'Choose times at which the child is not expected yet.',
    ],
    ['Het kind is al gepland op {on}', 'Kies tijden waarop het kind nog niet verwacht wordt.'],
  ),
  'already-requested': problem(
    409,
    [
      'This was already asked for on {on}',
      'Wait for the answer, or cancel the earlier request first.',
    ],
    [
      'Dit is al aangevraagd op {on}',
      'Wacht het antwoord af, of annuleer eerst de eerdere aanvraag.',
    ],
  ),
  'closed-on-date': problem(
    422,
    ['We are closed on {on}', 'Choose another day.'],
    ['We zijn gesloten op {on}', 'Kies een andere dag.'],
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
      'Send one day per request, or leave "asWhole" out.',
    ],
    [
      'Alleen een aanvraag voor precies één dag kan als geheel beoordeeld worden',
      'Vraag één dag per keer aan, of laat "asWhole" weg.',
    ],
  ),
  'last-date-invalid': problem(
    422,
    [
      'The last date to wait does not fit the request',
      'Choose a day from {today} up to {until}, the first day asked for.',
    ],
    [
      'De uiterste datum past niet bij de aanvraag',
      'Kies een dag van {today} tot en met {until}, de eerste gevraagde dag.',
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
      'The rules of your organisation allowed it until {until}; call the location.',
    ],
    [
      'Annuleren kan niet meer',
      'Volgens de regels van uw organisatie kon het tot {until}; bel de locatie.',
    ],
  ),
  'no-place-left': problem(
    409,
    ['The group is full on {on}', 'Refuse this day, or free a place first.'],
    ['De groep is vol op {on}', 'Wijs deze dag af, of maak eerst een plaats vrij.'],
  ),
  'decide-as-a-whole': problem(
    409,
    [
      'This request must be judged as a whole',
      'Send one decision for every open booking, all approved or all rejected; ask a manager where it spans groups that are not yours.',
    ],
    [
      'Deze aanvraag moet als geheel beoordeeld worden',
      'Stuur één besluit voor elke open boeking, alles goed- of alles afgekeurd; vraag een manager als er groepen bij zijn die niet van u zijn.',
    ],
  ),
} as const satisfies Record<string, Problem>;

export type ProblemCode = keyof typeof problems;

export interface FieldError {
  /** Where, as keys and indexes from the root of the input. */
  path: readonly (string | number)[];
  message: string;
}

/** The one error a rule or service throws. Carries a code; its words come from `problems`. */
export class DomainError extends Error {
  constructor(
    readonly code: ProblemCode,
    readonly parameters: Readonly<Record<string, string | number>> = {},
    readonly errors: readonly FieldError[] = [],
  ) {
    super(code);
    this.name = 'DomainError';
  }
}
