import { describe, expect, it } from '@jest/globals';
import { type AttemptFacts, verdictOn, waitAfter } from './deliveries.rules.js';

const tryingSince = new Date('2026-03-02T09:00:00Z');
const facts = (given: Partial<AttemptFacts>): AttemptFacts => ({
  outcome: 'refused',
  number: 1,
  unknownBefore: 0,
  tryingSince,
  now: tryingSince,
  ...given,
});
const after = (seconds: number) => new Date(tryingSince.getTime() + seconds * 1_000);

describe('how long a mail waits for its next try', () => {
  it('begins with seconds and never exceeds an hour', () => {
    expect([1, 2, 3, 4].map(waitAfter)).toEqual([5_000, 10_000, 20_000, 40_000]);
    expect([11, 40, 1_000_000].map(waitAfter)).toEqual([3_600_000, 3_600_000, 3_600_000]);
  });
});

describe('what becomes of a mail', () => {
  it('that the server took: it is sent', () => {
    expect(verdictOn(facts({ outcome: 'accepted' }))).toEqual({ is: 'sent' });
  });

  it.each(['refused', 'unreachable'] as const)('that was %s: it is tried again', (outcome) => {
    expect(verdictOn(facts({ outcome, number: 3 }))).toEqual({ is: 'retried', at: after(20) });
  });

  it('whose address does not exist: it has failed', () => {
    expect(verdictOn(facts({ outcome: 'address-refused' }))).toEqual({
      is: 'failed',
      failure: 'address-refused',
    });
  });

  it('whose outcome nobody knows: it is sent again once, and not a third time', () => {
    const first = facts({ outcome: 'unknown' });

    expect(verdictOn(first)).toEqual({ is: 'retried', at: after(5) });
    expect(verdictOn({ ...first, unknownBefore: 1 })).toEqual({
      is: 'failed',
      failure: 'outcome-unknown',
    });
  });

  it('that never got through: the last try is a day after the first', () => {
    const day = 24 * 3_600;

    expect(verdictOn(facts({ number: 30, now: after(day - 60) }))).toEqual({
      is: 'retried',
      at: after(day),
    });
    expect(verdictOn(facts({ number: 31, now: after(day) }))).toEqual({
      is: 'failed',
      failure: 'given-up',
    });
  });
});
