import { problem } from '../problem.js';

export const logoProblems = {
  'picture-refused': problem(
    422,
    [
      'The picture cannot be used',
      'Send a whole PNG, JPEG or WebP of at most 256 KiB and 2048 pixels a side.',
    ],
    [
      'De afbeelding is niet te gebruiken',
      'Stuur een hele PNG, JPEG of WebP van ten hoogste 256 KiB en 2048 pixels per zijde.',
    ],
    '"errors" says what is wrong with the bytes.',
  ),
  'range-not-satisfiable': problem(
    416,
    ['The file has no such part', 'Ask for the whole file.'],
    ['Het bestand heeft dat deel niet', 'Vraag het hele bestand.'],
    'Ask for a range within the length that Content-Range names.',
  ),
};
