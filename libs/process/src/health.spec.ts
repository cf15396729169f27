import { describe, expect, it } from '@jest/globals';
import { atMostEvery, loggedChanges, readiness } from './health.js';
import type { Logger } from './logger.js';

describe('A check that anybody may cause', () => {
  it('is made once however often it is asked for, and its outcome holds for all', async () => {
    let made = 0;
    const check = atMostEvery(60_000, async () => {
      made += 1;
      throw new Error('gone');
    });
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => readiness([{ name: 'bus', check }])),
    );
    expect(made).toBe(1);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set(['not-ready']));
  });

  it('is made again when its time is over', async () => {
    let made = 0;
    const check = atMostEvery(0, async () => {
      made += 1;
    });
    await check();
    await check();
    expect(made).toBe(2);
  });
});

describe('A check whose changes are logged', () => {
  it('says why when something goes away and that it is back, once each', async () => {
    const lines: unknown[] = [];
    const logger = {
      warn: (...line: unknown[]) => lines.push(line),
      info: (...line: unknown[]) => lines.push(line),
    } as unknown as Logger;
    let gone: Error | null = null;
    const check = async () => {
      if (gone) throw gone;
    };
    const checks = [loggedChanges({ name: 'bus', check }, logger)];

    for (const next of [null, new Error('refused'), new Error('refused'), null, null]) {
      gone = next;
      await readiness(checks);
    }

    expect(lines).toEqual([
      [{ dependency: 'bus', error: new Error('refused') }, 'cannot be used'],
      [{ dependency: 'bus' }, 'can be used again'],
    ]);
  });
});
