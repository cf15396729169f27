import { problem } from './problem.js';

export const importProblems = {
  'import-invalid': problem(
    422,
    ['The import has errors', 'Correct the rows that are listed; nothing was changed.'],
    ['De import bevat fouten', 'Verbeter de genoemde regels; er is niets gewijzigd.'],
    '"errors" has the path and the fault of each row.',
  ),
  'import-not-confirmed': problem(
    409,
    [
      'The import takes something away or lets somebody do more',
      'Look at what is listed[ ({count} in all)], confirm it and import again; nothing was changed.',
    ],
    [
      'De import haalt iets weg of staat iemand meer toe',
      'Bekijk wat er genoemd is[ ({count} in totaal)], bevestig het en importeer opnieuw; er is niets gewijzigd.',
    ],
    '"errors" has the first of them; send it again with confirmRemovals once somebody looked.',
  ),
  'import-not-known-yet': problem(
    409,
    ['A child or group of this import is not known here yet', 'Import again shortly.'],
    ['Een kind of groep uit deze import is hier nog niet bekend', 'Importeer het zo opnieuw.'],
    'Send the same batch again in a moment: services learn of each other by events.',
  ),
};
