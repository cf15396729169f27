import { createHash } from 'node:crypto';
import type { SigningKey } from '@ouderportaal/bus/runtime';
import { type Rpc, serviceOf } from '@ouderportaal/contracts';
import { newId } from '@ouderportaal/kernel';
import { newGatewayKey } from '@ouderportaal/testing';
import { type JWTPayload, SignJWT } from 'jose';

type Claims = JWTPayload & Record<string, unknown>;

/** What a genuine token for this operation and body would say. */
export function claimsFor(contract: Rpc, body: string): Claims {
  const now = Math.floor(Date.now() / 1000);
  return {
    iss: 'gateway',
    aud: serviceOf(contract),
    sub: newId(),
    jti: newId(),
    iat: now,
    exp: now + 30,
    tid: newId(),
    sid: newId(),
    role: contract.allow[0],
    ...(contract.effect === 'read' ? {} : boundTo(contract.subject, body)),
  };
}

function boundTo(subject: string, body: string) {
  return { op: subject, bh: createHash('sha256').update(body).digest('base64url') };
}

export function sign(claims: Claims, { kid, key }: SigningKey): Promise<string> {
  return new SignJWT(claims).setProtectedHeader({ alg: 'EdDSA', kid }).sign(key);
}

type Make = (claims: Claims, genuine: SigningKey) => Promise<string | undefined>;

const without = (name: string): Make => {
  return (claims, genuine) => sign({ ...claims, [name]: undefined }, genuine);
};
const saying = (changed: () => Claims): Make => {
  return (claims, genuine) => sign({ ...claims, ...changed() }, genuine);
};
const ago = (seconds: number) => Math.floor(Date.now() / 1000) - seconds;

/** Tokens that no operation may take. */
export const badTokens: Record<string, Make> = {
  'no token': async () => undefined,
  'an empty token': async () => '',
  'no token at all, but words': async () => 'let me in',
  'a token of another key that claims to be ours': (claims, { kid }) =>
    sign(claims, newGatewayKey(kid).signing),
  'a token of an unknown key': (claims) => sign(claims, newGatewayKey('unknown').signing),
  'an unsigned token': async (claims, { kid }) => `${encode({ alg: 'none', kid }, claims)}.`,
  'a token whose signature was cut off': async (claims, genuine) =>
    (await sign(claims, genuine)).replace(/[^.]*$/, ''),
  'a token that was changed after signing': async (claims, genuine) => {
    const [, , signature = ''] = (await sign(claims, genuine)).split('.');
    return `${encode({ alg: 'EdDSA', kid: genuine.kid }, { ...claims, sub: newId() })}.${signature}`;
  },
  'a token signed with our public key as if it were a secret': (claims, { kid, key }) =>
    new SignJWT(claims)
      .setProtectedHeader({ alg: 'HS256', kid })
      .sign(Buffer.from(key.export({ format: 'jwk' }).x ?? '', 'base64url')),
  'an expired token': saying(() => ({ iat: ago(50), exp: ago(10) })),
  'a token that lasts too long': saying(() => ({ iat: ago(3_600), exp: ago(-3_600) })),
  'a token from the future': saying(() => ({ nbf: ago(-600) })),
  'a token that never expires': without('exp'),
  'a token for another service': saying(() => ({ aud: 'elsewhere' })),
  'a token for every service': saying(() => ({ aud: '*' })),
  'a token for several services': (claims, genuine) =>
    sign({ ...claims, aud: [String(claims.aud), 'elsewhere'] }, genuine),
  'a token for one service, as a list': (claims, genuine) =>
    sign({ ...claims, aud: [String(claims.aud)] }, genuine),
  'a token of another issuer': saying(() => ({ iss: 'planning' })),
  'a token for nobody': without('sub'),
  'a token without an id': without('jti'),
  'a token without an organisation': without('tid'),
  'a token without a session': without('sid'),
  'a token without a role': without('role'),
  'a token with a role that does not exist': saying(() => ({ role: 'root' })),
  'a token with an organisation that is no id': saying(() => ({ tid: "x' or true --" })),
};

/** What else no operation may take that changes something. */
export const badTokensForChanges: Record<string, Make> = {
  'a token for reading': async (claims, genuine) =>
    sign({ ...claims, op: undefined, bh: undefined }, genuine),
  'a token for another operation': saying(() => ({ op: 'planning.queue.groups' })),
  'a token for every operation': saying(() => ({ op: '*' })),
  'a token for another body': saying(() => ({
    bh: createHash('sha256').update('{"other":1}').digest('base64url'),
  })),
  'a token for any body': without('bh'),
};

/** What else no operation may take that only reads: who may change something once may not look around. */
export const badTokensForReads: Record<string, Make> = {
  'a token for a change': saying(() => boundTo('planning.care-requests.submit', '{}')),
  'a token for an operation': saying(() => ({ op: 'planning.care-requests.submit' })),
  'a token for a body': saying(() => ({ bh: boundTo('', '{}').bh })),
};

function encode(header: object, claims: Claims): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part(header)}.${part(claims)}`;
}
