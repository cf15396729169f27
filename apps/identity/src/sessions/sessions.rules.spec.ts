import { describe, expect, it } from '@jest/globals';
import { isAlive, isDueForTouch, sessionExpiresAt } from './sessions.rules.js';

const startedAt = new Date('2026-03-02T09:00:00Z');

const session = (role: 'parent' | 'staff' | 'manager', overrides = {}) => ({
  lastUsedAt: startedAt,
  expiresAt: sessionExpiresAt(role, startedAt),
  endedAt: null,
  ...overrides,
});

describe('how long a session lasts', () => {
  it.each([
    ['a parent, unused for 29 days', 'parent', '2026-03-31T09:00:00Z', true],
    ['a parent, unused for 30 days', 'parent', '2026-04-01T09:00:00Z', false],
    ['an employee, unused for 29 minutes', 'staff', '2026-03-02T09:29:00Z', true],
    ['an employee, unused for 30 minutes', 'staff', '2026-03-02T09:30:00Z', false],
    ['a manager, unused for 30 minutes', 'manager', '2026-03-02T09:30:00Z', false],
  ] as const)('%s', (_, role, now, alive) => {
    expect(isAlive(session(role), role, new Date(now))).toBe(alive);
  });

  it.each([
    ['a parent, in use until day 90', 'parent', '2026-05-31T08:59:00Z', true],
    ['a parent, in use on day 90', 'parent', '2026-05-31T09:00:00Z', false],
    ['an employee, at work for 12 hours', 'staff', '2026-03-02T21:00:00Z', false],
  ] as const)('%s', (_, role, at, alive) => {
    const now = new Date(at);
    expect(isAlive(session(role, { lastUsedAt: now }), role, now)).toBe(alive);
  });

  it('is over when somebody ended it', () => {
    expect(isAlive(session('parent', { endedAt: startedAt }), 'parent', startedAt)).toBe(false);
  });
});

describe('writing down that a session is used', () => {
  it.each([
    ['59 seconds later', '2026-03-02T09:00:59Z', false],
    ['a minute later', '2026-03-02T09:01:00Z', true],
  ])('%s', (_, now, due) => {
    expect(isDueForTouch(session('parent'), new Date(now))).toBe(due);
  });
});
