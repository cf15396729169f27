import { describe, expect, it } from '@jest/globals';
import { byChildName, initialOf } from './names.js';

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

const child = (firstName: string, childId = firstName) => ({ firstName, childId });

describe('the order of children', () => {
  it('is by first name as people sort it, whatever the case or the accents', () => {
    const names = ['Zoë', 'élise', 'Bo', 'Emma', 'anna', 'Çelik', 'Daan'];
    expect(
      names
        .map((name) => child(name))
        .sort(byChildName)
        .map(({ firstName }) => firstName),
    ).toEqual(['anna', 'Bo', 'Çelik', 'Daan', 'élise', 'Emma', 'Zoë']);
  });

  it('is the same for two of one name, however they come', () => {
    const [one, two] = [child('Noor', 'b'), child('noor', 'a')];
    expect([one, two].sort(byChildName)).toEqual([two, one]);
    expect([two, one].sort(byChildName)).toEqual([two, one]);
  });
});
