import { describe, expect, it } from '@jest/globals';
import { among } from './address-blocks.js';

describe('addresses and blocks', () => {
  const isOurs = among(['10.0.0.0/8', '192.0.2.7', '2001:db8::/32']);

  it.each(['10.1.2.3', '::ffff:10.1.2.3', '192.0.2.7', '2001:db8:1::5'])('hold %s', (address) => {
    expect(isOurs(address)).toBe(true);
  });

  it.each(['11.1.2.3', '::ffff:192.0.2.8', '2001:db9::5', '', 'nonsense'])(
    'do not hold %j',
    (address) => {
      expect(isOurs(address)).toBe(false);
    },
  );

  it('that are none hold nothing', () => {
    expect(among([])('127.0.0.1')).toBe(false);
  });
});
