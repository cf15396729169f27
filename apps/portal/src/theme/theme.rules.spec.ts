import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { accentOf, contrast, SCHEMES } from './theme.rules.js';

const colour = fc
  .integer({ min: 0, max: 0xffffff })
  .map((number) => `#${number.toString(16).padStart(6, '0')}`);

describe.each(['light', 'dark'] as const)('an organisation’s colour in the %s scheme', (name) => {
  const { page, surface } = SCHEMES[name];

  it('R231: can be read wherever it is used, whatever colour it is', () => {
    fc.assert(
      fc.property(colour, (chosen) => {
        const { accent, onAccent, accentText, accentSoft } = accentOf(chosen, name);

        expect(contrast(onAccent, accent)).toBeGreaterThanOrEqual(4.5);
        for (const ground of [page, surface]) {
          expect(contrast(accent, ground)).toBeGreaterThanOrEqual(3);
        }
        for (const ground of [page, surface, accentSoft]) {
          expect(contrast(accentText, ground)).toBeGreaterThanOrEqual(4.5);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('is worked out on the grounds that the style sheet has', () => {
    const tokens = readFileSync(join(import.meta.dirname, 'tokens.css'), 'utf8');
    const index = name === 'light' ? 1 : 2;
    const valueOf = (token: string) =>
      new RegExp(`--${token}: light-dark\\((#\\w+), (#\\w+)\\)`).exec(tokens)?.[index];

    expect([valueOf('page'), valueOf('surface')]).toEqual([page, surface]);
  });
});

describe('contrast', () => {
  it.each([
    ['#000000', '#ffffff', 21],
    ['#777777', '#ffffff', 4.48],
    ['#1a5f7a', '#1a5f7a', 1],
  ])('of %s and %s is %d', (one, other, ratio) => {
    expect(contrast(one, other)).toBeCloseTo(ratio, 1);
  });
});
