import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { childInMail, oneLine, usableAddress } from './plain-text.rules.js';

describe('text of people in a mail', () => {
  it.each([
    ['a line break and a header', 'Zon\r\nBcc: all@zon.example', 'Zon Bcc: all@zon.example'],
    ['a Unicode line separator', 'Zon\u2028Bloem', 'Zon Bloem'],
    ['a null character', 'Zon\0Bloem', 'Zon Bloem'],
    ['a mark that reverses the reading direction', 'Zon\u202egnp.exe', 'Zon gnp.exe'],
    ['spaces around and doubled', '  Zon   Bloem ', 'Zon Bloem'],
    ['letters of other scripts, and emoji', 'Zoë 👩‍👧 Ядро', 'Zoë 👩‍👧 Ядро'],
  ])('is one line: %s', (_case, given, expected) => {
    expect(oneLine(given)).toBe(expected);
  });

  it('holds no control character whatever is given, and is not longer than asked', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (given) => {
        const line = oneLine(given, 40);
        expect(line).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u);
        expect(line.length === 0 || line === line.trim()).toBe(true);
        expect(
          [...new Intl.Segmenter('nl', { granularity: 'grapheme' }).segment(line)].length,
        ).toBeLessThanOrEqual(40);
      }),
    );
  });

  it.each([
    ['an initial', 's', 'S.'],
    ['a whole name, by mistake', 'Saar', 'S.'],
    ['an accent', 'Éloïse', 'É.'],
    ['nothing', '', '–'],
  ])('says of a child only the initial: %s', (_case, given, expected) => {
    expect(childInMail(given)).toBe(expected);
  });
});

describe('an address', () => {
  it.each([
    ['plain', 'noor@voorbeeld.example', 'noor@voorbeeld.example'],
    ['with spaces around', ' noor@voorbeeld.example ', 'noor@voorbeeld.example'],
    ['with a tag', 'noor+opvang@post.voorbeeld.example', 'noor+opvang@post.voorbeeld.example'],
    ['of an international domain', 'noor@bücher.example', 'noor@bücher.example'],
  ])('can be written to: %s', (_case, given, expected) => {
    expect(usableAddress(given)).toBe(expected);
  });

  it.each([
    ['none', null],
    ['empty', ''],
    ['a word', 'onbekend'],
    ['two', 'noor@voorbeeld.example, evil@else.example'],
    ['with a display name', 'Noor <noor@voorbeeld.example>'],
    ['with a header', 'noor@voorbeeld.example\r\nBcc: evil@else.example'],
    ['quoted', '"noor@else.example"@voorbeeld.example'],
    ['without a domain of two parts', 'noor@localhost'],
    ['too long', `${'a'.repeat(64)}@${'b'.repeat(190)}.example`],
  ])('is none: %s', (_case, given) => {
    expect(usableAddress(given)).toBeNull();
  });
});
