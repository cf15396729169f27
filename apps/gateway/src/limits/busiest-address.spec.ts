import { describe, expect, it } from '@jest/globals';
import { FakeClock } from '@ouderportaal/testing';
import { BusiestAddress } from './busiest-address.js';

function counted(counts: Record<string, number>) {
  const clock = new FakeClock('2026-03-02');
  const busiest = new BusiestAddress(clock);
  for (const [key, count] of Object.entries(counts)) {
    for (let i = 0; i < count; i++) busiest.count(key);
  }
  return { clock, busiest };
}

describe('The busiest address', () => {
  it('is known when the minute is over, and forgotten a minute later', () => {
    const { clock, busiest } = counted({ proxy: 90, other: 10 });
    expect(busiest.share()).toBe(0);
    clock.advance({ seconds: 60 });
    expect(busiest.share()).toBe(0.9);
    clock.advance({ seconds: 60 });
    expect(busiest.share()).toBe(0);
  });

  it('says nothing where hardly anybody came', () => {
    const { clock, busiest } = counted({ one: 59 });
    clock.advance({ seconds: 60 });
    expect(busiest.share()).toBe(0);
  });
});
