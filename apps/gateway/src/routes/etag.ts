import { hash } from 'node:crypto';

/** Names an answer by its bytes: the same tag, the same answer, byte for byte. */
export function etagOf(body: Uint8Array): string {
  return `"${hash('sha256', body, 'base64url')}"`;
}

/**
 * Whether a client that names these in `If-None-Match` has the answer already. Weak tags count as the
 * strong ones (RFC 9110, 13.1.2), as a proxy may have made them of ours.
 */
export function isKnownTo(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  const strong = (tag: string) => tag.trim().replace(/^W\//, '');
  const named = ifNoneMatch.split(',').map(strong);
  return named.includes(strong(etag)) || named.includes('*');
}
