import { account, type Person } from './accounts.js';
import { listeners } from './listeners.js';

/**
 * A session that ended while the page is open: whoever waits for an answer waits until the same person has
 * signed in again over the page, and then goes on. Another person never gets what was asked before.
 */
interface Waiting {
  person: Person;
  promise: Promise<undefined>;
  resolve: (nothing: undefined) => void;
}

let waiting: Waiting | null = null;
const { on, announce } = listeners();

/** Who has to sign in again; null when nobody has. */
export const whoHasToRenew = (): Person | null => waiting?.person ?? null;

export const onRenewalChange = on;

/** Asks for signing in again; resolves once that is done. */
export function renewed(): Promise<undefined> {
  const person = account();
  if (!person) return Promise.reject(new Error('nobody is signed in'));
  if (!waiting) {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    waiting = { person, promise, resolve };
    announce();
  }
  return waiting.promise;
}

/** The same person is back. */
export function renew(): void {
  waiting?.resolve(undefined);
  waiting = null;
  announce();
}
