import { describe, expect, it } from '@jest/globals';
import { readStartArguments } from './arguments.js';

describe('what a start is told', () => {
  it('starts everything and watches nothing, unless told', () => {
    expect(readStartArguments([])).toEqual({ isWatched: false, without: [] });
  });

  it('leaves the named processes to somebody else', () => {
    const told = readStartArguments(['--watch', '--without', 'planning,gateway']);

    expect(told).toEqual({ isWatched: true, without: ['gateway', 'planning'] });
  });

  it('knows which processes there are', () => {
    expect(() => readStartArguments(['--without', 'planing'])).toThrow(/planing is none/);
  });
});
