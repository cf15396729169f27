import { DomainError } from '@ouderportaal/contracts';
import type { Clock } from '@ouderportaal/kernel';
import { LRUCache } from 'lru-cache';

const WINDOW_MS = 10_000;
/** Buckets per kind of key; the cache is allocated at the start. */
const MAX_CLIENTS = 20_000;

interface Bucket {
  left: number;
  at: number;
}

/** Token buckets: `rate` at a stretch, filled again evenly over ten seconds. */
export class TokenBuckets {
  private readonly buckets = new LRUCache<string, Bucket>({ max: MAX_CLIENTS });

  constructor(
    private readonly rate: number,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `too-many-requests` when the bucket is empty. */
  take(key: string): void {
    const bucket = this.filled(key);
    if (bucket.left < 1) {
      const seconds = Math.max(1, Math.ceil(((1 - bucket.left) * WINDOW_MS) / this.rate / 1000));
      throw new DomainError('too-many-requests', { seconds });
    }
    bucket.left -= 1;
  }

  /** Puts the token that was taken last back. */
  giveBack(key: string): void {
    const bucket = this.filled(key);
    bucket.left = Math.min(this.rate, bucket.left + 1);
  }

  private filled(key: string): Bucket {
    const now = this.clock.now().getTime();
    const known = this.buckets.get(key);
    if (!known) {
      const bucket = { left: this.rate, at: now };
      this.buckets.set(key, bucket);
      return bucket;
    }
    const gained = (Math.max(0, now - known.at) * this.rate) / WINDOW_MS;
    known.left = Math.min(this.rate, known.left + gained);
    known.at = now;
    return known;
  }
}
