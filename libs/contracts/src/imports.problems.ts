import { problem } from './problem.js';

export const importProblems = {
  'import-invalid': problem(
    422,
    ['The import has errors', 'Correct the rows listed under "errors"; nothing was changed.'],
    ['De import bevat fouten', 'Verbeter de regels onder "errors"; er is niets gewijzigd.'],
  ),
  'import-not-confirmed': problem(
    409,
    [
      'The import takes something away or lets somebody do more',
      'Look at what is listed under "errors" ({count} in all) and send it again with confirmRemovals; nothing was changed.',
    ],
    [
      'De import haalt iets weg of staat iemand meer toe',
      'Bekijk wat onder "errors" staat ({count} in totaal) en stuur het opnieuw met confirmRemovals; er is niets gewijzigd.',
    ],
  ),
  'import-not-known-yet': problem(
    409,
    ['A child or group of this import is not known here yet', 'Send the same batch again shortly.'],
    ['Een kind of groep uit deze import is hier nog niet bekend', 'Stuur dit deel zo opnieuw.'],
  ),
};
