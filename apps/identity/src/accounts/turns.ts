import { DomainError } from '@ouderportaal/contracts';

/** Options of a queued task. */
interface Waiting {
  /** Priority: lower ranks go first, first come first served among equals. */
  rank?: number;
  /** Deadline as `performance.now()`; past it the task is skipped. */
  givenUpAt?: number;
}

interface Waiter {
  rank: number;
  givenUpAt: number;
  begin(): void;
  refuse(error: DomainError): void;
}

/** Weight of the latest task in the moving average of durations. */
const WEIGHT = 0.1;

/** Semaphore with a bounded priority queue: at most `atOnce` tasks run, at most `maxWaiting` wait, the rest is refused. */
export class Turns {
  private running = 0;
  /** By rank, then in the order in which they came. */
  private readonly waiting: Waiter[] = [];
  private usualMs = 0;

  constructor(
    private readonly atOnce: number,
    private readonly maxWaiting: number,
  ) {}

  /**
   * @throws DomainError `service-busy` when too many wait already who go first, `service-timeout` when
   * its turn comes too late.
   */
  async take<T>(work: () => Promise<T>, waiting: Waiting = {}): Promise<T> {
    await this.begin(waiting);
    const startedAt = performance.now();
    try {
      return await work();
    } finally {
      this.learn(performance.now() - startedAt);
      this.passOn();
    }
  }

  /** Whether the turn would come in time, as far as one can tell. */
  hasTime({ rank = 0, givenUpAt = Infinity }: Waiting): boolean {
    const ahead = this.running + this.waiting.filter((each) => each.rank <= rank).length;
    if (ahead < this.atOnce) return true;
    const rounds = Math.floor(ahead / this.atOnce);
    return performance.now() + (rounds + 1) * this.usualMs <= givenUpAt;
  }

  private async begin({ rank = 0, givenUpAt = Infinity }: Waiting): Promise<void> {
    if (this.running < this.atOnce) {
      this.running += 1;
      return;
    }
    if (this.waiting.length >= this.maxWaiting) this.makeRoom(rank);
    await new Promise<void>((begin, refuse) => {
      const after = this.waiting.findIndex((each) => each.rank > rank);
      const place = after < 0 ? this.waiting.length : after;
      this.waiting.splice(place, 0, { rank, givenUpAt, begin, refuse });
    });
  }

  /** Evicts the last in the queue where the newcomer has priority over it; else refuses the newcomer. */
  private makeRoom(rank: number): void {
    const last = this.waiting.at(-1);
    if (!last || last.rank <= rank) throw new DomainError('service-busy');
    this.waiting.pop();
    last.refuse(new DomainError('service-busy'));
  }

  /** Starts the next queued task whose deadline has not passed. */
  private passOn(): void {
    for (let next = this.waiting.shift(); next; next = this.waiting.shift()) {
      if (performance.now() <= next.givenUpAt) {
        next.begin();
        return;
      }
      next.refuse(new DomainError('service-timeout'));
    }
    this.running -= 1;
  }

  private learn(ms: number): void {
    this.usualMs += (ms - this.usualMs) * (this.usualMs === 0 ? 1 : WEIGHT);
  }
}
