import { Injectable } from '@nestjs/common';
import { Clock } from '@ouderportaal/kernel';
import { LRUCache } from 'lru-cache';
import { PERIOD_MINUTES } from './login-throttle.rules.js';

/** Networks at once; the memory is taken at the start. */
const MAX_NETWORKS = 20_000;

/**
 * How often each network failed to sign in lately, as far as this process saw. Only decides who goes
 * first while many want to sign in: a network that guessed goes after one that did not.
 */
@Injectable()
export class RecentFailures {
  private readonly failures: LRUCache<string, number>;

  constructor(clock: Clock) {
    this.failures = new LRUCache({
      max: MAX_NETWORKS,
      ttl: PERIOD_MINUTES * 60_000,
      ttlResolution: 0,
      perf: { now: () => clock.now().getTime() },
    });
  }

  add(network: string | null): void {
    if (network !== null) this.failures.set(network, this.of(network) + 1);
  }

  of(network: string | null): number {
    return (network !== null && this.failures.get(network)) || 0;
  }
}
