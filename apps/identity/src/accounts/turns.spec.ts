import { describe, expect, it } from '@jest/globals';
import { DomainError } from '@ouderportaal/contracts';
import { Turns } from './turns.js';

describe('taking turns', () => {
  /** Work that begins when it is its turn and ends when a test says so. */
  function work() {
    let hasBegun = false;
    const begun = Promise.withResolvers<null>();
    const ended = Promise.withResolvers<string>();
    return {
      begun: begun.promise,
      hasBegun: () => hasBegun,
      end: () => ended.resolve('done'),
      run: () => {
        hasBegun = true;
        begun.resolve(null);
        return ended.promise;
      },
    };
  }

  it('lets the next begin when one ends, in the order in which they came', async () => {
    const turns = new Turns(2, 10);
    const [first, second, third, fourth] = [work(), work(), work(), work()];
    const results = [first, second, third, fourth].map(({ run }) => turns.take(run));
    await Promise.all([first.begun, second.begun]);

    second.end();
    await third.begun;
    expect(fourth.hasBegun()).toBe(false);
    first.end();
    await fourth.begun;
    third.end();
    fourth.end();
    expect(await Promise.all(results)).toEqual(['done', 'done', 'done', 'done']);
  });

  it('refuses who comes when the line is full, and nobody later', async () => {
    const turns = new Turns(1, 1);
    const [first, second] = [work(), work()];
    const results = [turns.take(first.run), turns.take(second.run)];

    await expect(turns.take(work().run)).rejects.toEqual(new DomainError('service-busy'));
    first.end();
    second.end();
    await Promise.all(results);
    expect(await turns.take(async () => 'later')).toBe('later');
  });

  it('passes the turn on when the work fails', async () => {
    const turns = new Turns(1, 1);
    const failing = turns.take(() => Promise.reject(new Error('broken')));
    const next = turns.take(async () => 'done');

    await expect(failing).rejects.toThrow('broken');
    expect(await next).toBe('done');
  });

  it('lets a lower rank go first, also when it came last', async () => {
    const turns = new Turns(1, 10);
    const [first, guesser, newcomer] = [work(), work(), work()];
    const results = [
      turns.take(first.run),
      turns.take(guesser.run, { rank: 3 }),
      turns.take(newcomer.run, { rank: 0 }),
    ];

    first.end();
    await newcomer.begun;
    expect(guesser.hasBegun()).toBe(false);
    newcomer.end();
    guesser.end();
    await Promise.all(results);
  });

  it('makes room in a full line for a lower rank, and for no other', async () => {
    const turns = new Turns(1, 1);
    const [first, newcomer] = [work(), work()];
    const running = turns.take(first.run);
    const guesser = turns.take(work().run, { rank: 3 });
    const next = turns.take(newcomer.run, { rank: 2 });

    await expect(guesser).rejects.toEqual(new DomainError('service-busy'));
    await expect(turns.take(work().run, { rank: 2 })).rejects.toEqual(
      new DomainError('service-busy'),
    );
    first.end();
    newcomer.end();
    expect(await Promise.all([running, next])).toEqual(['done', 'done']);
  });

  it('skips whom nobody waits for any more', async () => {
    const turns = new Turns(1, 10);
    const [first, late, next] = [work(), work(), work()];
    const running = turns.take(first.run);
    const givenUp = turns.take(late.run, { givenUpAt: performance.now() - 1 });
    const following = turns.take(next.run);

    first.end();
    await expect(givenUp).rejects.toEqual(new DomainError('service-timeout'));
    expect(late.hasBegun()).toBe(false);
    next.end();
    expect(await Promise.all([running, following])).toEqual(['done', 'done']);
  });

  it('knows whether a turn would come in time', async () => {
    const turns = new Turns(1, 10);
    const busyFor = (ms: number) => () =>
      new Promise<void>((resolve) => {
        const startedAt = performance.now();
        const look = () => (performance.now() - startedAt >= ms ? resolve() : setImmediate(look));
        look();
      });
    expect(turns.hasTime({ givenUpAt: performance.now() + 1 })).toBe(true);
    const startedAt = performance.now();
    await turns.take(busyFor(200));
    const usual = performance.now() - startedAt;
    // Nobody is before it: how long the last one took says nothing yet.
    expect(turns.hasTime({ givenUpAt: performance.now() + 10 })).toBe(true);
    expect(turns.hasTime({ givenUpAt: performance.now() + 1_000 })).toBe(true);
    const [first, second] = [work(), work()];
    const results = [turns.take(first.run), turns.take(second.run, { rank: 1 })];
    expect(turns.hasTime({ rank: 1, givenUpAt: performance.now() + usual * 2.5 })).toBe(false);
    // The one with a higher rank is not before it.
    expect(turns.hasTime({ rank: 0, givenUpAt: performance.now() + usual * 2.5 })).toBe(true);
    first.end();
    second.end();
    await Promise.all(results);
  });
});
