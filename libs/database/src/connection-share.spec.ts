import { describe, expect, it } from '@jest/globals';
import { ConnectionShare } from './connection-share.js';

describe('A share of the pool', () => {
  it('lets in so many at a time, in the order in which they came', async () => {
    const share = new ConnectionShare(2);
    const entered: number[] = [];
    const enter = async (i: number) => {
      const leave = await share.enter();
      entered.push(i);
      return leave;
    };
    const leaves = [enter(1), enter(2), enter(3), enter(4)];
    const first = await leaves[0]!;
    await leaves[1]!;
    expect(entered).toEqual([1, 2]);
    first();
    (await leaves[2]!)();
    await leaves[3]!;
    expect(entered).toEqual([1, 2, 3, 4]);
  });
});
