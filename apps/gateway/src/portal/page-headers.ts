import { PERMISSIONS, type Headers } from '../http/security-headers.js';

/**
 * What the page may do: its own files and the API of its own origin. Nothing inline, and no string becomes
 * a script but through the policy named `portal`, which knows one address (the worker's).
 */
const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "media-src 'self' blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types portal',
].join(';');

/** For QR codes and passkeys. */
const OPENED = ['camera', 'publickey-credentials-get'];

/** In place of what the API says about itself. */
export const PAGE_HEADERS: Headers = {
  'content-security-policy': PAGE_POLICY,
  'permissions-policy': PERMISSIONS.map((name) =>
    OPENED.includes(name) ? `${name}=(self)` : `${name}=()`,
  ).join(', '),
};
