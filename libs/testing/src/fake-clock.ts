import { Clock } from '@ouderportaal/kernel';

/** A clock that stands still until a test moves it. */
export class FakeClock extends Clock {
  private instant: Date;

  constructor(at: string) {
    super();
    this.instant = instantOf(at);
  }

  now(): Date {
    return new Date(this.instant);
  }

  /** A day (`2026-03-02`, then 09:00 in UTC) or an instant (`2026-03-02T22:30:00Z`). */
  set(at: string): void {
    this.instant = instantOf(at);
  }

  advance({ minutes = 0, seconds = 0 }: { minutes?: number; seconds?: number }): void {
    this.instant = new Date(this.instant.getTime() + minutes * 60_000 + seconds * 1_000);
  }
}

function instantOf(at: string): Date {
  return new Date(at.length === 10 ? `${at}T09:00:00Z` : at);
}
