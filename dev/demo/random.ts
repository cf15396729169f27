/** A seeded stream of numbers in [0, 1): the same seed gives the same stream on every machine (mulberry32). */
export class Random {
  private state: number;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = this.state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** A whole number, both ends included. */
  between(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1));
  }

  pick<T>(from: readonly T[]): T {
    const picked = from[Math.floor(this.next() * from.length)];
    if (picked === undefined) throw new Error('Nothing to pick from');
    return picked;
  }

  /** An index, by weights that add up to about 1. */
  weighted(weights: readonly number[]): number {
    let rest = this.next();
    const at = weights.findIndex((weight) => (rest -= weight) < 0);
    return at === -1 ? weights.length - 1 : at;
  }

  /** Some different values, in their own order. */
  some<T>(from: readonly T[], count: number): T[] {
    const kept = from.map((value, at) => ({ value, at, key: this.next() }));
    return kept
      .sort((a, b) => a.key - b.key)
      .slice(0, count)
      .sort((a, b) => a.at - b.at)
      .map(({ value }) => value);
  }
}
