interface LoopOptions {
  /** How long it rests after a round that left nothing to do, unless somebody nudges it; asked after each round. */
  pauseMs: number | (() => number);
  /** A round failed; the next one comes after the pause. Not told of what fails while it is stopped. */
  onError(error: unknown): void;
}

/** Does a round of work again and again, one at a time: now when nudged, otherwise after a pause. */
export class Loop {
  private isRunning = false;
  private isNudged = false;
  private wake: (() => void) | undefined;
  private finished: Promise<void> = Promise.resolve();

  /** @param round answers whether there is more to do at once */
  constructor(
    private readonly round: () => Promise<boolean>,
    private readonly options: LoopOptions,
  ) {}

  /** Begins with a round; again changes nothing. */
  start(): void {
    if (this.isRunning) return;
    this.isRunning = true;
    this.finished = this.run();
  }

  /** There is something to do now; a round that is under way is followed by another. */
  nudge(): void {
    this.isNudged = true;
    this.wake?.();
  }

  /** Resolves when the round that is under way is over. */
  async stop(): Promise<void> {
    this.isRunning = false;
    this.wake?.();
    await this.finished;
  }

  private async run(): Promise<void> {
    while (this.isRunning) {
      this.isNudged = false;
      const hasMore = await this.tryRound();
      if (!hasMore) await this.rest();
    }
  }

  private async tryRound(): Promise<boolean> {
    try {
      return await this.round();
    } catch (error) {
      if (this.isRunning) this.options.onError(error);
      return false;
    }
  }

  private async rest(): Promise<void> {
    if (this.isNudged || !this.isRunning) return;
    const { pauseMs } = this.options;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, typeof pauseMs === 'number' ? pauseMs : pauseMs());
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.wake = undefined;
  }
}
