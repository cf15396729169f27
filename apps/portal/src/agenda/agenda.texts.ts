import { useWords, words } from '../texts/words.js';
import { type AgendaWords, formal, nl } from './agenda.texts.nl.js';

const agendaWords = words<AgendaWords>(nl, formal, () =>
  import('./agenda.texts.en.js').then(({ en }) => en),
);

export const useAgendaWords = (): AgendaWords => useWords(agendaWords);
