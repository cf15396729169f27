import { describe, expect, it } from '@jest/globals';
import { clientKey, plainAddress } from './client-address.rules.js';

describe('one client', () => {
  it.each([
    ['IPv4', '192.0.2.7', '192.0.2.7'],
    ['IPv4 mapped into IPv6', '::ffff:192.0.2.7', '192.0.2.7'],
    ['S12: an IPv6 household', '2001:db8:1:2:aaaa::1', '2001:db8:1:2'],
    ['the same household', '2001:0db8:1:2:bbbb:1:2:3', '2001:db8:1:2'],
    ['a short address', '2001:db8::9', '2001:db8:0:0'],
    ['the own machine', '::1', '0:0:0:0'],
    ['a link-local address with its zone', 'fe80::1%eth0', 'fe80:0:0:0'],
  ])('%s', (_name, address, key) => {
    expect(clientKey(address)).toBe(key);
  });

  it('is handed on without the mapping', () => {
    expect(plainAddress('::ffff:10.0.0.1')).toBe('10.0.0.1');
    expect(plainAddress('2001:db8::1')).toBe('2001:db8::1');
  });
});
