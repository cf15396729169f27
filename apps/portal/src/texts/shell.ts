import { formal, nl, type ShellWords } from './shell.nl.js';
import { useWords, words } from './words.js';

const shellWords = words<ShellWords>(nl, formal, () =>
  import('./shell.en.js').then(({ en }) => en),
);

export const useShellWords = (): ShellWords => useWords(shellWords);
