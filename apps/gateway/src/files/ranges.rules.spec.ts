import { describe, expect, it } from '@jest/globals';
import { rangeOf } from './ranges.rules.js';

describe('the part of a file that is asked for', () => {
  it.each([
    [undefined, null],
    ['bytes=0-0', { first: 0, last: 0 }],
    ['bytes=10-', { first: 10, last: 99 }],
    ['bytes=10-19', { first: 10, last: 19 }],
    ['bytes=90-1000', { first: 90, last: 99 }],
    ['bytes=-5', { first: 95, last: 99 }],
    ['bytes=-1000', { first: 0, last: 99 }],
    ['bytes=-0', 'unsatisfiable'],
    ['bytes=100-', 'unsatisfiable'],
    ['bytes=20-10', null],
    ['bytes=0-1,5-6', null],
    ['bytes=-', null],
    ['bytes=a-b', null],
    ['lines=1-2', null],
  ])('of a hundred bytes, %s, is %j', (header, range) => {
    expect(rangeOf(header, 100)).toEqual(range);
  });
});
