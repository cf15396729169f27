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
});
