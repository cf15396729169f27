import { describe, expect, it } from '@jest/globals';
import { atMostEvery, readiness } from './health.js';

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
