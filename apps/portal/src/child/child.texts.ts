import { useWords, words } from '../texts/words.js';
import { type ChildWords, formal, nl } from './child.texts.nl.js';

const childWords = words<ChildWords>(nl, formal, () =>
  import('./child.texts.en.js').then(({ en }) => en),
);

export const useChildWords = (): ChildWords => useWords(childWords);
