import { PassThrough, type Readable } from 'node:stream';
import type { Audience } from './live.rules.js';

/** Changes of one kind within this time are said once. */
const QUIET_MS = 1_000;
/** Proxies end a connection on which nothing is said; a line that begins with a colon says nothing. */
const HEARTBEAT_MS = 20_000;
const LONGEST_MS = 10 * 60_000;
/** A client that takes nothing in for so many bytes has left. */
const MAX_WAITING_BYTES = 16_384;

/** The first line; `retry` is for clients that connect again by themselves. */
const OPENING = 'retry: 1000\n\n';

/** One browser that listens. */
export class LiveStream {
  private readonly output = new PassThrough();
  /** Kinds that were said just now; true where they changed once more since. */
  private readonly quiet = new Map<string, boolean>();
  private readonly timers = new Set<NodeJS.Timeout>();

  constructor(public audience: Audience) {
    this.output.write(OPENING);
    this.every(HEARTBEAT_MS, () => this.write(':\n\n'));
    this.once(LONGEST_MS, () => this.end());
    this.output.once('close', () => this.forget());
    this.output.once('finish', () => this.forget());
  }

  get body(): Readable {
    return this.output;
  }

  /** At once, and at most once a second for each kind. */
  say(kind: string): void {
    if (this.quiet.has(kind)) {
      this.quiet.set(kind, true);
      return;
    }
    this.quiet.set(kind, false);
    this.write(`data: ${kind}\n\n`);
    this.once(QUIET_MS, () => {
      const hasChanged = this.quiet.get(kind) === true;
      this.quiet.delete(kind);
      if (hasChanged) this.say(kind);
    });
  }

  end(): void {
    this.output.end();
  }

  private write(text: string): void {
    if (this.output.writableEnded || this.output.destroyed) return;
    if (this.output.writableLength + this.output.readableLength > MAX_WAITING_BYTES) {
      this.output.destroy();
      return;
    }
    this.output.write(text);
  }

  private once(ms: number, work: () => void): void {
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      work();
    }, ms);
    this.timers.add(timer.unref());
  }

  private every(ms: number, work: () => void): void {
    this.timers.add(setInterval(work, ms).unref());
  }

  private forget(): void {
    for (const timer of this.timers) clearTimeout(timer);
    this.timers.clear();
  }
}
