/**
 * What time it is, by the portal: a phone may be days off, and then "today" on it is another day than where
 * the children are. Each answer says when it was given; a difference below a minute is the way it took.
 */
const SMALL_MS = 60_000;
const KEY = 'clock-off';

let offMs = Number(localStorage.getItem(KEY) ?? 0) || 0;

/** The present moment. */
export const now = (): Date => new Date(Date.now() + offMs);

/** Hears from the `Date` of an answer how far this device is off. */
export function hearTime(date: string | null): void {
  const told = Date.parse(date ?? '');
  if (Number.isNaN(told)) return;
  const difference = told - Date.now();
  const next = Math.abs(difference) < SMALL_MS ? 0 : difference;
  if (Math.abs(next - offMs) < SMALL_MS) return;
  offMs = next;
  localStorage.setItem(KEY, String(next));
}
