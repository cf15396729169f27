import { useWords, words } from '../texts/words.js';
import { formal, type MoreWords, nl } from './more.texts.nl.js';

const moreWords = words<MoreWords>(nl, formal, () =>
  import('./more.texts.en.js').then(({ en }) => en),
);

export const useMoreWords = (): MoreWords => useWords(moreWords);
