import type { components } from '../api/schema.js';
import { listeners } from './listeners.js';
import { readKept, writeKept } from './storage.js';
import { forgetInTab } from './tab-memory.js';

/** A person with the user name they signed in with, so that a renewal asks for the password only. */
export type Person = components['schemas']['Person'] & { username: string };

/**
 * Who is signed in. An account belongs to the tab, not to the browser (R27): each tab names the person it
 * acts for, so two tabs with two accounts never mix. The list on the device holds names only; what lets
 * anybody in is a cookie that no script can read.
 */
const TAB = 'account';
const DEVICE = 'accounts';
const ORGANISATION = 'organisation';

const { on, announce } = listeners();
let current: Person | null = null;

/** Those that signed in on this device and did not sign out, the last one first. */
export const accountsOfDevice = (): Person[] => readKept<Person[]>(localStorage, DEVICE) ?? [];

/** The account of this tab; a new tab takes the one that was used last. */
export const account = (): Person | null => current;

export function restoreAccount(): Person | null {
  current = readKept<Person>(sessionStorage, TAB) ?? accountsOfDevice()[0] ?? null;
  if (current) writeKept(sessionStorage, TAB, current);
  return current;
}

/** This tab acts for that person from now on. */
export function actAs(person: Person): void {
  const others = accountsOfDevice().filter(({ personId }) => personId !== person.personId);
  writeKept(localStorage, DEVICE, [person, ...others]);
  writeKept(localStorage, ORGANISATION, person.organisation);
  writeKept(sessionStorage, TAB, person);
  current = person;
  announce();
}

/** Forgets accounts on this device; the tab has none when its own is among them. */
export function forgetAccounts(personIds: readonly string[]): void {
  personIds.forEach(forgetInTab);
  const kept = accountsOfDevice().filter(({ personId }) => !personIds.includes(personId));
  writeKept(localStorage, DEVICE, kept);
  if (current && personIds.includes(current.personId)) {
    current = null;
    writeKept(sessionStorage, TAB, null);
  }
  announce();
}

/** The short names of the organisations that were used on this device, the last one first. */
export const lastOrganisation = (): string | null => readKept<string>(localStorage, ORGANISATION);

export const keepOrganisation = (slug: string): void => writeKept(localStorage, ORGANISATION, slug);

export const onAccountChange = on;
