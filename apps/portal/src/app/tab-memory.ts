import { readKept, writeKept } from './storage.js';

/**
 * What a tab remembers of an account over a reload, and no other tab sees. Gone with the tab, and when the
 * account is signed out.
 */
const addressOf = (personId: string, name: string) => `${personId}/${name}`;

export const readFromTab = <T>(personId: string, name: string): T | null =>
  readKept<T>(sessionStorage, addressOf(personId, name));

export const writeToTab = (personId: string, name: string, value: unknown): void =>
  writeKept(sessionStorage, addressOf(personId, name), value);

export function forgetInTab(personId: string): void {
  const own = Object.keys(sessionStorage).filter((key) => key.startsWith(`${personId}/`));
  for (const key of own) sessionStorage.removeItem(key);
}
