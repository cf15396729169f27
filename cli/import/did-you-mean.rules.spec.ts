import { describe, expect, it } from '@jest/globals';

import { meant } from './did-you-mean.rules.js';

const FILES = ['guardians.csv', 'guardianships.csv', 'closures.csv', 'children.csv'];

describe('what somebody most likely meant', () => {
  it.each([
    ['guardianship.csv', 'guardianships.csv'],
    ['Guardianships.CSV', 'guardianships.csv'],
    ['guardian-ships.csv', 'guardianships.csv'],
    ['guardianshps.csv', 'guardianships.csv'],
    ['closure.csv', 'closures.csv'],
    ['closures .csv', 'closures.csv'],
    ['cloures.csv', 'closures.csv'],
    ['childrens.csv', 'children.csv'],
    ['notes.csv', undefined],
    ['facturen.csv', undefined],
  ])('by %s: %s', (name, known) => {
    expect(meant(name, FILES)).toBe(known);
  });
});
