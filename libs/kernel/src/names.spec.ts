import { describe, expect, it } from '@jest/globals';
import { initialOf } from './names.js';

describe('the initial of a name', () => {
  it.each([
    ['an initial', 's', 'S'],
    ['a whole name', 'Saar', 'S'],
    ['spaces before it', '  saar', 'S'],
    ['an accent', 'Éloïse', 'É'],
    ['an accent of two code points', 'e\u0301loise', 'E\u0301'],
    ['a symbol of several code units', '👩‍👧 Noor', '👩‍👧'],
    ['nothing', '', ''],
  ])('is one symbol: %s', (_case, name, expected) => {
    expect(initialOf(name)).toBe(expected);
  });
});
