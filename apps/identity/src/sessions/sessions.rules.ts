import type { identity } from '@ouderportaal/contracts';

type PersonRole = identity.PersonView['role'];

interface Limits {
  /** Without any use. */
  idleMinutes: number;
  /** From signing in, however much it is used. */
  absoluteMinutes: number;
}

const HOUR = 60;
const DAY = 24 * HOUR;
const FOR_EMPLOYEES: Limits = { idleMinutes: 30, absoluteMinutes: 12 * HOUR };
const FOR_PARENTS: Limits = { idleMinutes: 30 * DAY, absoluteMinutes: 90 * DAY };

/** The use of a session is written down at most this often. */
const TOUCH_EVERY_MINUTES = 1;

export interface SessionTimes {
  lastUsedAt: Date;
  expiresAt: Date;
  endedAt: Date | null;
}

/** How long a session lasts (S15): employees use shared machines, parents their own phone. */
function limitsOf(role: PersonRole): Limits {
  return role === 'parent' ? FOR_PARENTS : FOR_EMPLOYEES;
}

export function sessionExpiresAt(role: PersonRole, startedAt: Date): Date {
  return later(startedAt, limitsOf(role).absoluteMinutes);
}

/** Whether a session may still be used: not ended, not past its end, not forgotten on some machine. */
export function isAlive(session: SessionTimes, role: PersonRole, now: Date): boolean {
  return (
    session.endedAt === null &&
    now < session.expiresAt &&
    now < later(session.lastUsedAt, limitsOf(role).idleMinutes)
  );
}

export function isDueForTouch({ lastUsedAt }: SessionTimes, now: Date): boolean {
  return now >= later(lastUsedAt, TOUCH_EVERY_MINUTES);
}

function later(instant: Date, minutes: number): Date {
  return new Date(instant.getTime() + minutes * 60_000);
}
