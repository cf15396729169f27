import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { accountKey, addressKey, networkKey, secondsToWait } from './login-throttle.rules.js';

const now = new Date('2026-03-02T09:00:00Z');
const periodEndsAt = new Date('2026-03-02T09:10:00Z');

describe('how long somebody waits for another attempt', () => {
  it.each([
    ['the first attempt', 1, 0],
    ['the last one allowed', 10, 0],
    ['one too many', 11, 600],
    ['many too many', 500, 600],
  ])('%s', (_, attempts, seconds) => {
    expect(secondsToWait({ attempts, periodEndsAt }, 10, now)).toBe(seconds);
  });

  it('is never nothing when the attempt is refused', () => {
    expect(secondsToWait({ attempts: 11, periodEndsAt: now }, 10, now)).toBe(1);
  });
});

describe('what attempts are counted under', () => {
  it.each([
    ['an IPv4 address', '192.0.2.7', 'address:192.0.2.7'],
    ['the same as IPv6', '::ffff:192.0.2.7', 'address:192.0.2.7'],
    ['an IPv6 address', '2001:db8:1:2:3:4:5:6', 'address:2001:db8:1:2::/64'],
    ['a neighbour in its network', '2001:DB8:0001:2::9', 'address:2001:db8:1:2::/64'],
    ['a short one', '2001:db8::1', 'address:2001:db8:0:0::/64'],
    ['one with a zone', 'fe80::1%eth0', 'address:fe80:0:0:0::/64'],
    ['this machine', '::1', 'address:0:0:0:0::/64'],
  ])('%s', (_, address, key) => {
    expect(addressKey(address)).toBe(key);
  });

  it.each([
    ['192.0.2.7', 'network:192.0.2.0/24'],
    ['::ffff:192.0.2.200', 'network:192.0.2.0/24'],
    ['2001:db8:1:2:3:4:5:6', 'network:2001:db8:1::/48'],
    ['2001:DB8:0001:ffff::9', 'network:2001:db8:1::/48'],
    ['::1', 'network:0:0:0::/48'],
  ])('counts %s under its larger network too', (address, key) => {
    expect(networkKey(address)).toBe(key);
  });

  it('puts every address of a /64 under one key', () => {
    const group = fc.integer({ min: 0, max: 0xffff }).map((n) => n.toString(16));
    const half = fc.tuple(group, group, group, group).map((groups) => groups.join(':'));
    fc.assert(
      fc.property(half, half, half, (network, one, other) => {
        expect(addressKey(`${network}:${one}`)).toBe(addressKey(`${network}:${other}`));
      }),
    );
  });

  it('takes a username in any case for the same account', () => {
    expect(accountKey('zonnebloem', ' Anna@Example.NL ')).toBe(
      accountKey('zonnebloem', 'anna@example.nl'),
    );
  });
});
