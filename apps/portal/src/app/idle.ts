import { listeners } from './listeners.js';

/**
 * Whether anybody is still there. Asking for news counts as use of a session: a tablet that lies on a table
 * would stay signed in for ever, and an employee's session ends after half an hour without use.
 */
const IDLE_AFTER_MS = 5 * 60_000;
const SIGNS = ['pointerdown', 'keydown', 'wheel', 'touchmove'] as const;

const { on, announce } = listeners();
let timer: ReturnType<typeof setTimeout> | undefined;
let idle = false;

export const isIdle = (): boolean => idle;

export const onIdleChange = on;

/** Begins to look for signs of somebody. */
export function watchForIdleness(): void {
  for (const sign of SIGNS) addEventListener(sign, somebodyIsThere, { passive: true });
  somebodyIsThere();
}

function somebodyIsThere(): void {
  clearTimeout(timer);
  timer = setTimeout(() => change(true), IDLE_AFTER_MS);
  change(false);
}

function change(to: boolean): void {
  if (idle === to) return;
  idle = to;
  announce();
}
