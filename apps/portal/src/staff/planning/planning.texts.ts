import { useWords, words } from '../../texts/words.js';
import { formal, nl, type PlanningWords } from './planning.texts.nl.js';

const planningWords = words<PlanningWords>(nl, formal, () =>
  import('./planning.texts.en.js').then(({ en }) => en),
);

export const usePlanningWords = (): PlanningWords => useWords(planningWords);
