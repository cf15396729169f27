import type { Clock } from '@ouderportaal/kernel';

const MINUTE_MS = 60_000;
/** Below this many requests in a minute the share is reported as 0. */
const ENOUGH = 60;
/** Addresses beyond this are counted in the sum only: the busiest one is not among the last to come. */
const MAX_ADDRESSES = 20_000;

/**
 * How much of what nobody signed in for comes from one address, minute by minute. Close to all of it
 * means that a proxy stands before the gateway and is not among `TRUSTED_PROXIES`, or that one client
 * floods.
 */
export class BusiestAddress {
  private readonly counts = new Map<string, number>();
  private total = 0;
  private minute = 0;
  private last = 0;

  constructor(private readonly clock: Clock) {}

  count(key: string): void {
    this.turn();
    this.total += 1;
    const count = this.counts.get(key);
    if (count !== undefined || this.counts.size < MAX_ADDRESSES) {
      this.counts.set(key, (count ?? 0) + 1);
    }
  }

  /** Share of the busiest address in the last whole minute, 0 to 1; 0 where hardly anybody came. */
  share(): number {
    this.turn();
    return this.last;
  }

  private turn(): void {
    const minute = Math.floor(this.clock.now().getTime() / MINUTE_MS);
    if (minute === this.minute) return;
    const isNext = minute === this.minute + 1;
    const most = Math.max(0, ...this.counts.values());
    this.last = isNext && this.total >= ENOUGH ? most / this.total : 0;
    this.minute = minute;
    this.total = 0;
    this.counts.clear();
  }
}
