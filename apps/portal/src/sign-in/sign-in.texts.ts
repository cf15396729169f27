import { useWords, words } from '../texts/words.js';
import { formal, nl, type SignInWords } from './sign-in.texts.nl.js';

const signInWords = words<SignInWords>(nl, formal, () =>
  import('./sign-in.texts.en.js').then(({ en }) => en),
);

export const useSignInWords = (): SignInWords => useWords(signInWords);
