import { describe, expect, it } from '@jest/globals';
import { line, prose } from './text.js';

const takes = (schema: ReturnType<typeof line>, text: string) => schema.safeParse(text).success;

describe('text that people write', () => {
  it.each(['Zoë', 'Ли', 'نور', 'נועה', '👩‍👧 Noor', "O'Neil-van 't Hof", '  Bo  '])(
    'may be %s',
    (text) => {
      expect(takes(line(40), text)).toBe(true);
      expect(takes(prose(40), text)).toBe(true);
    },
  );

  it.each([
    ['a line separator', 'a\u2028b'],
    ['a paragraph separator', 'a\u2029b'],
    ['an override of direction', 'a\u202egnp.exe'],
    ['an isolate of direction', 'a\u2066b\u2069'],
    ['a mark of direction', 'a\u200fb'],
    ['an Arabic letter mark', 'a\u061cb'],
    ['a NUL', 'a\u0000b'],
    ['nothing to see', ' \u2028 '],
  ])('has no %s', (_what, text) => {
    expect(takes(line(40), text)).toBe(false);
    expect(takes(prose(40), text)).toBe(false);
  });

  it('has line breaks in prose only', () => {
    expect(takes(line(40), 'a\nb')).toBe(false);
    expect(takes(prose(40), 'a\r\nb\tc')).toBe(true);
  });
});
