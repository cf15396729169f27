import createClient from 'openapi-fetch';
import { account } from '../app/accounts.js';
import { renewed } from '../app/renewal.js';
import { hearTime } from '../dates/clock.js';
import { Problem, problemOf } from './problem.js';
import type { paths } from './schema.js';

/** Which of the accounts of this browser a request is for; the gateway takes that one's cookie. */
export const ACCOUNT_HEADER = 'X-Account';
/** What a sign-in sends: the answer's cookie is kept beside those of other accounts. */
export const NEW_ACCOUNT = 'new';

const SIGN_IN = '/api/sessions';
/** No answer after so long is none: a phone in a lift keeps a dead connection for minutes. */
const PATIENCE_MS = 20_000;

const isSignIn = ({ method, url }: Request) =>
  method === 'POST' && new URL(url).pathname === SIGN_IN;

function forAccount(request: Request, language: string): Request {
  const copy = new Request(request.clone(), {
    signal: AbortSignal.any([request.signal, AbortSignal.timeout(PATIENCE_MS)]),
  });
  copy.headers.set('accept-language', language);
  const person = account();
  if (isSignIn(request)) copy.headers.set(ACCOUNT_HEADER, NEW_ACCOUNT);
  else if (person) copy.headers.set(ACCOUNT_HEADER, person.personId);
  return copy;
}

async function ask(request: Request): Promise<Response> {
  const language = document.documentElement.lang || 'nl';
  try {
    const response = await fetch(forAccount(request, language));
    hearTime(response.headers.get('date'));
    return response;
  } catch (error) {
    if (request.signal.aborted) throw error;
    throw new Problem('unreachable', 0);
  }
}

/** Asks; where the session has ended, asks again once the same person has signed in over the page. */
async function askAs(request: Request): Promise<Response> {
  for (;;) {
    const response = await ask(request);
    if (response.ok || response.status === 304) return response;
    if (response.status !== 401 || isSignIn(request) || !account()) throw await problemOf(response);
    await renewed();
  }
}

/**
 * The API by its document. Everything but a success throws a `Problem`. Only `*.queries.ts` and `app/` use
 * it: a screen asks its feature's queries.
 */
export const api = createClient<paths>({ baseUrl: location.origin, fetch: askAs });

/** Parameters of a change: the key with which a repeated one happens once; see `useSend`. */
export const keyed = (key: string) => ({ header: { 'Idempotency-Key': key } });

/** A list that is read page by page: where it begins, and where the next page does. */
export const paged = {
  initialPageParam: undefined as string | undefined,
  getNextPageParam: ({ nextCursor }: { nextCursor: string | null }) => nextCursor ?? undefined,
};

/** The body of a success. */
export async function bodyOf<T>(answer: Promise<{ data?: T }>): Promise<T> {
  const { data } = await answer;
  return data as T;
}
