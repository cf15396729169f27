import { isProblem, type PortalCode } from '../api/problem.js';
import { formal, nl } from './problems.nl.js';
import { useWords, words } from './words.js';

/** What only a program that asks wrongly gets, or an operator; people who meet one all the same read `internal`. */
type NotForPeople =
  | 'malformed-json'
  | 'malformed-request'
  | 'actor-token-refused'
  | 'cross-site-request'
  | 'method-not-allowed'
  | 'request-incomplete'
  | 'body-too-large'
  | 'unsupported-media-type'
  | 'expectation-failed'
  | 'headers-too-large'
  | 'range-not-satisfiable'
  | 'picture-refused'
  | 'import-invalid'
  | 'import-not-confirmed'
  | 'import-not-known-yet';

/** Every problem a person can meet, by the API's code; one without words does not compile. */
export type ProblemTexts = Record<
  Exclude<PortalCode, NotForPeople>,
  readonly [title: string, advice: string]
>;

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
