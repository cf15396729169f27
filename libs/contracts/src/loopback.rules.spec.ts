import { describe, expect, it } from '@jest/globals';
import { isLoopback } from './loopback.rules.js';

describe('S35: a host', () => {
  it.each(['localhost', '127.0.0.1', '127.255.0.3', '[::1]', '::1', '::ffff:127.0.0.1'])(
    'is this machine where it is %s',
    (host) => {
      expect(isLoopback(host)).toBe(true);
    },
  );

  it.each([
    '',
    '0.0.0.0',
    '10.127.0.0',
    '127.0.0.1.example',
    'localhost.example',
    'localhost.',
    '::ffff:10.0.0.1',
    '[::ffff:7f00:1]',
    '[::1',
    '::1]',
    '::',
  ])('is another machine, or may be, where it is %s', (host) => {
    expect(isLoopback(host)).toBe(false);
  });
});
