import { DomainError } from '@ouderportaal/contracts';

/** How many requests of one kind of key are worked on at the same moment. */
export class ConcurrencyLimits {
  private readonly taken = new Map<string, number>();

  constructor(private readonly most: number) {}

  /**
   * RouteOf how to leave again; leaving twice is leaving once.
   * @throws DomainError `too-many-requests` when all slots of this key are taken.
   */
  take(key: string): () => void {
    const taken = this.taken.get(key) ?? 0;
    if (taken >= this.most) throw new DomainError('too-many-requests', { seconds: 1 });
    this.taken.set(key, taken + 1);
    let isTaken = true;
    return () => {
      if (isTaken) this.leave(key);
      isTaken = false;
    };
  }

  private leave(key: string): void {
    const left = (this.taken.get(key) ?? 1) - 1;
    if (left > 0) this.taken.set(key, left);
    else this.taken.delete(key);
  }
}
