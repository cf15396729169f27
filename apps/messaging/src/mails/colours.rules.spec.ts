import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { contrast, DARK, mailColours, READABLE } from './colours.rules.js';

const colour = fc
  .integer({ min: 0, max: 0xffffff })
  .map((value) => `#${value.toString(16).padStart(6, '0')}`);

describe("R231: the organisation's colours in a mail", () => {
  it('are used as they are where people can read them', () => {
    expect(mailColours('#1a7f5a', '#ffffff')).toEqual({
      band: '#1a7f5a',
      onBand: '#ffffff',
      link: '#1a7f5a',
      linkOnDark: '#f3f4f6',
    });
  });

  it('give way to black text on a light colour, and a dark link on white', () => {
    expect(mailColours('#ffe45c', '#ffffff')).toEqual({
      band: '#ffe45c',
      onBand: '#000000',
      link: '#1f2933',
      linkOnDark: '#ffe45c',
    });
  });

  it('give way to a colour of our own when they are none', () => {
    expect(mailColours('red;background:url(//x)', 'white').band).toBe('#1f4e79');
  });

  it('are readable whatever the organisation chose', () => {
    fc.assert(
      fc.property(colour, colour, (primary, text) => {
        const { band, onBand, link, linkOnDark } = mailColours(primary, text);
        expect(contrast(onBand, band)).toBeGreaterThanOrEqual(READABLE);
        expect(contrast(link, '#ffffff')).toBeGreaterThanOrEqual(READABLE);
        expect(contrast(linkOnDark, DARK)).toBeGreaterThanOrEqual(READABLE);
      }),
    );
  });

  it('contrast runs from 1 to 21', () => {
    expect(contrast('#123456', '#123456')).toBe(1);
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
  });
});
