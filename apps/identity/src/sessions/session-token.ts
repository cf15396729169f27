import { createHash, randomBytes } from 'node:crypto';

/**
 * `<tenant>_<secret>`, both base64url: 16 bytes that say where to look, 32 random ones that nobody can
 * guess. Opaque to everybody else.
 */
export function newSessionToken(tenantId: string): string {
  const tenant = Buffer.from(tenantId.replaceAll('-', ''), 'hex').toString('base64url');
  return `${tenant}_${randomBytes(32).toString('base64url')}`;
}

/** Tenant that a token names in its first 22 characters, unverified. */
export function tenantOf(part: string): string {
  const hex = Buffer.from(part, 'base64url').toString('hex');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** What is stored of a token. It is random and long: a plain hash cannot be turned back. */
export function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
