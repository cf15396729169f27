import type { PortalCode } from '../api/problem.js';

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
