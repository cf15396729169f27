import { afterEach, describe, expect, it } from '@jest/globals';
import { Loop } from './loop.js';

/** Longer than a test may take: what happens here happens because of a nudge. */
const NEVER_MS = 600_000;

describe('a loop', () => {
  const loops: Loop[] = [];
  afterEach(() => Promise.all(loops.map((loop) => loop.stop())));

  /** A loop whose rounds the test ends one by one. */
  const looping = ({ pauseMs = NEVER_MS }: { pauseMs?: number | (() => number) } = {}) => {
    const errors: unknown[] = [];
    const rounds: PromiseWithResolvers<boolean>[] = [];
    let begun = Promise.withResolvers<undefined>();
    const loop = new Loop(
      () => {
        const round = Promise.withResolvers<boolean>();
        rounds.push(round);
        begun.resolve(undefined);
        begun = Promise.withResolvers<undefined>();
        return round.promise;
      },
      { pauseMs, onError: (error) => errors.push(error) },
    );
    loops.push(loop);
    return { loop, errors, rounds, next: () => begun.promise };
  };

  it('begins with a round, and goes on at once while there is more to do', async () => {
    const { loop, rounds, next } = looping();
    loop.start();
    loop.start();
    for (const round of [1, 2, 3]) {
      expect(rounds).toHaveLength(round);
      const another = next();
      rounds.at(-1)?.resolve(true);
      await another;
    }
    rounds.at(-1)?.resolve(false);
  });

  it('asks after each round how long to rest, when that depends on how it went', async () => {
    let asked = 0;
    const pauseMs = () => {
      asked += 1;
      return asked === 1 ? 1 : NEVER_MS;
    };
    const { loop, rounds, next } = looping({ pauseMs });
    loop.start();
    const another = next();
    rounds[0]?.resolve(false);
    await another;
    expect(asked).toBe(1);
    rounds[1]?.resolve(false);
    await loop.stop();
    expect(rounds).toHaveLength(2);
  });

  it('rests until its pause is over', async () => {
    const { loop, rounds, next } = looping({ pauseMs: 1 });
    loop.start();
    const another = next();
    rounds[0]?.resolve(false);
    await another;
    expect(rounds).toHaveLength(2);
    rounds[1]?.resolve(false);
  });

  it('wakes when it is nudged, also when that happens during a round', async () => {
    const { loop, rounds, next } = looping();
    loop.start();
    const second = next();
    loop.nudge();
    rounds[0]?.resolve(false);
    await second;
    rounds[1]?.resolve(false);
    await Promise.resolve();
    const third = next();
    loop.nudge();
    await third;
    expect(rounds).toHaveLength(3);
    rounds[2]?.resolve(false);
  });

  it('tells of a round that failed and goes on', async () => {
    const { loop, rounds, errors, next } = looping({ pauseMs: 1 });
    loop.start();
    const second = next();
    rounds[0]?.reject(new Error('held up'));
    await second;
    expect(errors).toEqual([new Error('held up')]);
    rounds[1]?.resolve(false);
  });

  it('ends with the round that is under way, and can be started again', async () => {
    const { loop, rounds, next } = looping();
    loop.start();
    const stopped = loop.stop();
    rounds[0]?.resolve(true);
    await stopped;
    expect(rounds).toHaveLength(1);

    const again = next();
    loop.start();
    await again;
    rounds[1]?.resolve(false);
  });
});
