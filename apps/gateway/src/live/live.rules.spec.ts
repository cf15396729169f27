import { describe, expect, it } from '@jest/globals';
import type { Actor, Changed } from '@ouderportaal/contracts';
import { concerns } from './live.rules.js';

const actor = (role: Actor['role']): Actor => ({
  tenantId: 'ours',
  personId: 'me',
  sessionId: 'session',
  role,
});
const parent = { actor: actor('parent'), childIds: new Set(['liv']), groupIds: new Set<string>() };
const staff = { actor: actor('staff'), childIds: new Set<string>(), groupIds: new Set(['egels']) };
const changed = (what: Partial<Changed>): Changed => ({
  tenantId: 'ours',
  everybody: false,
  childIds: [],
  groupIds: [],
  personIds: [],
  rights: false,
  ...what,
});

describe('R87: whom a change concerns', () => {
  it('is the parents of the children it is about, and nobody else’s', () => {
    expect(concerns(changed({ childIds: ['noor', 'liv'] }), parent)).toBe(true);
    expect(concerns(changed({ childIds: ['noor'] }), parent)).toBe(false);
    expect(concerns(changed({ groupIds: ['egels'] }), parent)).toBe(false);
  });

  it('is the staff of the groups it is about', () => {
    expect(concerns(changed({ groupIds: ['egels'] }), staff)).toBe(true);
    expect(concerns(changed({ groupIds: ['vlinders'], childIds: ['liv'] }), staff)).toBe(false);
  });

  it('is who it names, or everybody of the organisation', () => {
    expect(concerns(changed({ personIds: ['me'] }), parent)).toBe(true);
    expect(concerns(changed({ everybody: true }), staff)).toBe(true);
  });

  it('is nobody of another organisation, whatever it names', () => {
    const theirs = { tenantId: 'theirs', everybody: true, personIds: ['me'] };
    expect(concerns(changed({ ...theirs, childIds: ['liv'] }), parent)).toBe(false);
    expect(concerns(changed({ ...theirs, groupIds: ['egels'] }), staff)).toBe(false);
  });
});
