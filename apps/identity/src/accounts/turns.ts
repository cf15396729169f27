import { DomainError } from '@ouderportaal/contracts';

/** Lets a few do heavy work at a time; the others wait in line, and too long a line is refused. */
export class Turns {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(
    private readonly atOnce: number,
    private readonly maxWaiting: number,
  ) {}

  /** @throws DomainError `service-busy` when too many wait already. */
  async take<T>(work: () => Promise<T>): Promise<T> {
    await this.begin();
    try {
      return await work();
    } finally {
      // The turn passes from the one that finishes to the next in line.
      const next = this.waiting.shift();
      if (next) next();
      else this.running -= 1;
    }
  }

  private async begin(): Promise<void> {
    if (this.running < this.atOnce) {
      this.running += 1;
      return;
    }
    if (this.waiting.length >= this.maxWaiting) throw new DomainError('service-busy');
    await new Promise<void>((resolve) => this.waiting.push(resolve));
  }
}
