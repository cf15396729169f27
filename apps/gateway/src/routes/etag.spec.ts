import { describe, expect, it } from '@jest/globals';
import { etagOf, isKnownTo } from './etag.js';

const bytes = (text: string) => new TextEncoder().encode(text);
const etag = etagOf(bytes('{"a":1}'));

describe('an answer’s tag', () => {
  it('is the same for the same bytes only', () => {
    expect(etagOf(bytes('{"a":1}'))).toBe(etag);
    expect(etagOf(bytes('{"a":2}'))).not.toBe(etag);
    expect(etag).toMatch(/^"[\w-]{43}"$/);
  });

  it.each([
    ['itself', etag, true],
    ['one of several', `"other", ${etag} ,"third"`, true],
    ['its weak form', `W/${etag}`, true],
    ['whatever there is', '*', true],
    ['another', '"other"', false],
    ['a part of it', etag.slice(0, -2), false],
    ['it without its quotes', etag.slice(1, -1), false],
    ['nothing', '', false],
    ['no header', undefined, false],
  ])('is known to who names %s: %s', (_name, header, isKnown) => {
    expect(isKnownTo(header, etag)).toBe(isKnown);
  });
});
