import { useWords, words } from '../../texts/words.js';
import { formal, nl, type QueueWords } from './queue.texts.nl.js';

const queueWords = words<QueueWords>(nl, formal, () =>
  import('./queue.texts.en.js').then(({ en }) => en),
);

export const useQueueWords = (): QueueWords => useWords(queueWords);
