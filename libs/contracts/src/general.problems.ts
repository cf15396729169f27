import { problem } from './problem.js';

/** What any operation can end in: the request itself, who asks, and whether the portal can answer. */
export const generalProblems = {
  'invalid-input': problem(
    400,
    ['Something was not filled in as expected', 'Check what you filled in and try again.'],
    ['Er is iets niet goed ingevuld', 'Controleer wat u hebt ingevuld en probeer het opnieuw.'],
    'Correct the fields listed under "errors"; the schema in the OpenAPI document says what each takes.',
  ),
  'malformed-json': problem(
    400,
    ['What was sent could not be read', 'Reload the page and try again.'],
    ['Wat verstuurd is, was niet te lezen', 'Ververs de pagina en probeer het opnieuw.'],
    'The body is not JSON: send one JSON object, encoded as UTF-8.',
  ),
  'malformed-request': problem(
    400,
    ['What was sent could not be read', 'Check the address, or begin again at the start page.'],
    ['Wat verstuurd is, was niet te lezen', 'Controleer het adres, of begin bij de startpagina.'],
    'This is not valid HTTP: check the address, the headers and the length of the body.',
  ),
  'not-signed-in': problem(
    401,
    ['You are not signed in', 'Sign in and try again.'],
    ['U bent niet ingelogd', 'Log in en probeer het opnieuw.'],
    'POST /api/sessions gives a token; send it as a bearer token or as the cookie.',
  ),
  'actor-token-refused': problem(
    401,
    ['This came in the wrong way', 'Use the portal itself.'],
    ['Dit kwam langs de verkeerde weg', 'Gebruik het portaal zelf.'],
    'The request did not come through the gateway: send it to the HTTP API under /api.',
  ),
  'not-allowed': problem(
    403,
    ['Your account cannot do this', 'Sign in with an account that has the right role.'],
    ['Uw account mag dit niet', 'Log in met een account dat dit wel mag.'],
  ),
  'cross-site-request': problem(
    403,
    ['This was sent from another site', 'Open the portal itself and do it there.'],
    ['Dit werd vanaf een andere site verstuurd', 'Open het portaal zelf en doe het daar.'],
    'Send a change from the origin of the portal, or with a bearer token instead of the cookie.',
  ),
  'not-found': problem(
    404,
    ['Not found', 'It is not there, or not for you. Choose from what you can see.'],
    ['Niet gevonden', 'Het bestaat niet of is niet voor u. Kies uit wat u kunt zien.'],
    'Check the path and the ids: missing, foreign and forbidden cannot be told apart.',
  ),
  'method-not-allowed': problem(
    405,
    ['That cannot be done here', 'Begin again at the start page.'],
    ['Dat kan hier niet', 'Begin opnieuw bij de startpagina.'],
    'This path does not take that method: use one of those in the Allow header.',
  ),
  'request-incomplete': problem(
    408,
    ['It took too long to arrive', 'Send it again over a better connection.'],
    ['Het kwam te langzaam binnen', 'Verstuur het opnieuw over een betere verbinding.'],
  ),
  'body-too-large': problem(
    413,
    ['This is too much at once', 'Send less[ than {limit}] at a time, in several parts.'],
    ['Dit is te veel in één keer', 'Verstuur minder[ dan {limit}] per keer, in meer delen.'],
    'The body is too large[: the limit is {limit}]. Split the work over several requests.',
  ),
  'unsupported-media-type': problem(
    415,
    ['What was sent is of an unknown kind', 'Reload the page and try again.'],
    ['Wat verstuurd is, is van een onbekende soort', 'Ververs de pagina en probeer het opnieuw.'],
    'Send the body as application/json in UTF-8, not compressed.',
  ),
  'expectation-failed': problem(
    417,
    ['The portal cannot do this', 'Reload the page and try again.'],
    ['Dit kan het portaal niet', 'Ververs de pagina en probeer het opnieuw.'],
    'Send the request without the Expect header.',
  ),
  'idempotency-key-reused': problem(
    422,
    [
      'This was sent before, with other contents',
      'Look whether it is there already; reload the page and send it again if not.',
    ],
    [
      'Dit is al eens verstuurd, met een andere inhoud',
      'Kijk of het er al staat; ververs anders de pagina en verstuur het opnieuw.',
    ],
    'This Idempotency-Key belongs to another request: use a new key for each new request.',
  ),
  'headers-too-large': problem(
    431,
    ['Your browser sends too much along', 'Clear the cookies of this site and sign in again.'],
    ['Uw browser stuurt te veel mee', 'Wis de cookies van deze site en log opnieuw in.'],
    'Send fewer or shorter headers and cookies.',
  ),
  'too-many-requests': problem(
    429,
    ['Too much at once', 'Wait[ {seconds} seconds] and try again.'],
    ['Te veel in één keer', 'Wacht[ {seconds} seconden] en probeer het opnieuw.'],
    'Wait as long as Retry-After says, and send fewer requests at once.',
  ),
  internal: problem(
    500,
    ['Something went wrong on our side', 'Try again; if it stays, report the trace number.'],
    ['Er ging bij ons iets mis', 'Probeer het opnieuw; blijft het, meld dan het spoornummer.'],
  ),
  'service-unavailable': problem(
    503,
    ['This part of the portal is not there now', 'Try again in a few seconds.'],
    ['Dit deel van het portaal is er even niet', 'Probeer het over enkele seconden opnieuw.'],
    'Repeat a change with the same Idempotency-Key: it is done once.',
  ),
  'service-busy': problem(
    503,
    ['The portal is very busy', 'Try again in a few seconds.'],
    ['Het is erg druk op het portaal', 'Probeer het over enkele seconden opnieuw.'],
  ),
  'service-timeout': problem(
    504,
    ['The answer took too long', 'It may have been done: look first, or try again.'],
    ['Het antwoord duurde te lang', 'Misschien is het gelukt: kijk eerst, of probeer het opnieuw.'],
    'Repeat a change with the same Idempotency-Key: it is done once.',
  ),
};
