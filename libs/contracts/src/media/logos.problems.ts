import { problem } from '../problem.js';

export const logoProblems = {
  'picture-refused': problem(
    422,
    [
      'The picture cannot be used',
      'Send a whole PNG, JPEG or WebP of at most 256 KiB and 2048 pixels a side; "errors" says what is wrong.',
    ],
    [
      'De afbeelding is niet te gebruiken',
      'Stuur een hele PNG, JPEG of WebP van ten hoogste 256 KiB en 2048 pixels per zijde; onder "errors" staat wat er mis is.',
    ],
  ),
  'range-not-satisfiable': problem(
    416,
    ['The file has no such part', 'Ask for a range within its length, or for the whole file.'],
    ['Het bestand heeft dat deel niet', 'Vraag een deel binnen de lengte, of het hele bestand.'],
  ),
};
