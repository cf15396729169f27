/**
 * What a tab remembers of an account over a reload, and no other tab sees. Gone with the tab, and when the
 * account is signed out.
 */
const addressOf = (personId: string, name: string) => `${personId}/${name}`;

export function readFromTab<T>(personId: string, name: string): T | null {
  try {
    return JSON.parse(sessionStorage.getItem(addressOf(personId, name)) ?? 'null') as T | null;
  } catch {
    return null;
  }
}

export function writeToTab(personId: string, name: string, value: unknown): void {
  sessionStorage.setItem(addressOf(personId, name), JSON.stringify(value));
}

export function forgetInTab(personId: string): void {
  const own = Object.keys(sessionStorage).filter((key) => key.startsWith(`${personId}/`));
  for (const key of own) sessionStorage.removeItem(key);
}
