/**
 * A part of the pool: at most so many of its connections at a time, and the others wait in line here,
 * not before whoever may have any connection.
 */
export class ConnectionShare {
  private taken = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(private readonly most: number) {}

  /** Waits for one; answers how to give it back. */
  async enter(): Promise<() => void> {
    if (this.taken < this.most) this.taken += 1;
    else await new Promise<void>((resolve) => this.waiting.push(resolve));
    return () => this.leave();
  }

  private leave(): void {
    const next = this.waiting.shift();
    if (next) next();
    else this.taken -= 1;
  }
}
