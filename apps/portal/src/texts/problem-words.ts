import { isProblem, type PortalCode } from '../api/problem.js';
import type { ProblemTexts } from './problem-texts.js';
import { formal, nl } from './problems.nl.js';
import { useWords, words } from './words.js';

const problemWords = words<ProblemTexts>(nl, formal, () =>
  import('./problems.en.js').then(({ en }) => en),
);

/** What a person reads about what went wrong. */
export function useProblemWords(error: unknown): { title: string; advice: string } {
  const texts: Partial<Record<PortalCode, readonly [string, string]>> & ProblemTexts =
    useWords(problemWords);
  const known = isProblem(error) ? texts[error.code] : undefined;
  const [title, advice] = known ?? texts.internal;
  return { title: known || !isProblem(error) ? title : (error.about.title ?? title), advice };
}
