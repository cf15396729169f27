import { generateKeyPairSync } from 'node:crypto';
import type { SigningKey } from '@ouderportaal/bus/runtime';

/** A gateway's signing key, and its public half as `ACTOR_KEYS` wants it. */
export function newGatewayKey(kid = 'test'): { signing: SigningKey; actorKeys: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const { x } = publicKey.export({ format: 'jwk' });
  return { signing: { kid, key: privateKey }, actorKeys: `${kid}:${x ?? ''}` };
}
