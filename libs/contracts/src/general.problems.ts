import { problem } from './problem.js';

/** What any operation can end in: the request itself, who asks, and whether the portal can answer. */
export const generalProblems = {
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
  'expectation-failed': problem(
    417,
    ['The request expects what the portal does not do', 'Send it without the Expect header.'],
    ['De aanvraag verwacht iets wat het portaal niet doet', 'Verstuur haar zonder Expect-header.'],
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
};
