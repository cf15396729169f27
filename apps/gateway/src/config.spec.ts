import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { readGatewayConfig } from './config.js';

const { d, x } = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
const complete = {
  NATS_URL: 'nats://127.0.0.1:4222',
  NATS_USER: 'gateway',
  NATS_PASSWORD: 'secret',
  ACTOR_SIGNING_KEY: `test:${d}:${x}`,
  TRUSTED_PROXIES: '10.0.0.0/8, 2001:db8::/32',
  PUBLIC_ORIGIN: 'https://portal.example',
};
const refusalOf = (environment: Record<string, string | undefined>): string => {
  try {
    readGatewayConfig({ ...complete, ...environment });
    return 'accepted';
  } catch (error) {
    return (error as Error).message;
  }
};

describe('S37: the gateway', () => {
  it('starts in production when it knows its proxies and its origin', () => {
    const config = readGatewayConfig(complete);
    expect(config).toMatchObject({
      NODE_ENV: 'production',
      TRUSTED_PROXIES: ['10.0.0.0/8', '2001:db8::/32'],
      API_DOCS: 'off',
    });
    expect(readGatewayConfig({ ...complete, TRUSTED_PROXIES: 'none' }).TRUSTED_PROXIES).toEqual([]);
  });

  it.each([
    [{ TRUSTED_PROXIES: undefined }, /^ {2}TRUSTED_PROXIES: Set .* or none when clients/m],
    [{ TRUSTED_PROXIES: '' }, /^ {2}TRUSTED_PROXIES: Set .* or none when clients/m],
    [{ PUBLIC_ORIGIN: undefined }, /^ {2}PUBLIC_ORIGIN: Set .*https/m],
    [{ PUBLIC_ORIGIN: 'http://portal.example' }, /^ {2}PUBLIC_ORIGIN: Set .*https/m],
  ])('refuses production with %j, and says in one sentence what to set', (wrong, sentence) => {
    const message = refusalOf(wrong);
    expect(message).toMatch(sentence);
    expect(message.split('\n')).toHaveLength(2);
    expect(refusalOf({ ...wrong, NODE_ENV: 'development' })).toBe('accepted');
  });

  it('says both at once', () => {
    const message = refusalOf({ TRUSTED_PROXIES: undefined, PUBLIC_ORIGIN: undefined });
    expect(message.split('\n')).toHaveLength(3);
  });

  it.each(['0.0.0.0/0', '::/0', '10.0.0.0/33', 'proxy.example', '10.0.0.1,none'])(
    'does not believe %s',
    (TRUSTED_PROXIES) => {
      expect(refusalOf({ TRUSTED_PROXIES })).toContain('TRUSTED_PROXIES: Must be');
    },
  );
});
