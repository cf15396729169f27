import type { Actor } from '@ouderportaal/contracts';
import { DomainError, NOBODY } from '@ouderportaal/contracts';
import type { Clock } from '@ouderportaal/kernel';
import { LRUCache } from 'lru-cache';
import { clientKey } from './client-address.rules.js';

const WINDOW_MS = 10_000;
const MAX_CLIENTS = 100_000;

interface Bucket {
  left: number;
  at: number;
}

/** Token buckets: `rate` at once, filled again evenly over ten seconds. */
class Buckets {
  private readonly buckets = new LRUCache<string, Bucket>({ max: MAX_CLIENTS });

  constructor(
    private readonly rate: number,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `too-many-requests` when the bucket is empty. `cost` 0 only looks. */
  take(key: string, cost: number): void {
    const now = this.clock.now().getTime();
    const bucket = this.buckets.get(key);
    const gained = bucket ? (Math.max(0, now - bucket.at) * this.rate) / WINDOW_MS : 0;
    const left = bucket ? Math.min(this.rate, bucket.left + gained) : this.rate;
    if (left < 1) {
      const seconds = Math.max(1, Math.ceil(((1 - left) * WINDOW_MS) / this.rate / 1000));
      throw new DomainError('too-many-requests', { seconds });
    }
    if (bucket) {
      bucket.left = left - cost;
      bucket.at = now;
    } else this.buckets.set(key, { left: left - cost, at: now });
  }
}

/**
 * Keeps one client from taking the whole gateway (S28): people are counted by who they are, everybody
 * else by address. Each gateway counts for itself.
 */
export class RateLimits {
  private readonly users: Buckets;
  private readonly addresses: Buckets;

  constructor(rates: { user: number; address: number }, clock: Clock) {
    this.users = new Buckets(rates.user, clock);
    this.addresses = new Buckets(rates.address, clock);
  }

  forUser({ userId, role }: Actor): void {
    this.users.take(userId === NOBODY ? role : userId, 1);
  }

  forAddress(address: string): void {
    this.addresses.take(clientKey(address), 1);
  }

  /** Refuses an address that has used up its share, without counting this request. */
  check(address: string): void {
    this.addresses.take(clientKey(address), 0);
  }
}
