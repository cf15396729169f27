import { isDeepStrictEqual } from 'node:util';

/** Tells what happens in plain sentences, and stops at the first one that turns out not to be true. */
export class Transcript {
  private checks = 0;

  constructor(private readonly write: (line: string) => void) {}

  chapter(title: string): void {
    this.write(`\n${title}`);
  }

  say(sentence: string): void {
    this.write(`  ${sentence}`);
  }

  /** A sentence that is checked. @throws JourneyFailed when it is not so */
  check(sentence: string, actual: unknown, expected: unknown = true): void {
    if (!isDeepStrictEqual(actual, expected)) {
      this.write(`  ✗ ${sentence}`);
      throw new JourneyFailed(
        `${sentence}\n    expected ${JSON.stringify(expected)}\n    found    ${JSON.stringify(actual)}`,
      );
    }
    this.checks += 1;
    this.write(`  ✓ ${sentence}`);
  }

  get count(): number {
    return this.checks;
  }
}

export class JourneyFailed extends Error {
  override name = 'JourneyFailed';
}

/** Looks again and again until something is there; gives up after ten seconds. */
export async function eventually<T>(what: string, look: () => Promise<T | undefined>): Promise<T> {
  const givenUpAt = Date.now() + 10_000;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > givenUpAt) throw new JourneyFailed(`Waited 10 seconds in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
