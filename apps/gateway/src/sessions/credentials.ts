import { hash } from 'node:crypto';
import { Id, isLoopback } from '@ouderportaal/contracts';
import type { FastifyRequest } from 'fastify';

/** The session token of a request, not verified yet. */
export interface Credentials {
  token: string;
  /** SHA-256 of the token: the only form in which it is kept or compared. */
  digest: Buffer;
  source: 'bearer' | 'cookie';
}

const SECURE_COOKIE = '__Host-session';
/** Only for development over plain http on the own machine, where `Secure` cookies may not stick. */
const LOCAL_COOKIE = 'session';
const MAX_LENGTH = 500;

/**
 * Names the account that a browser with several acts for (R27): `new` when signing in, then the person's
 * id. Each account has a cookie of its own; without the header there is one for all.
 */
export const ACCOUNT_HEADER = 'x-account';
const NEW_ACCOUNT = 'new';

/** Reads bearer or cookie; a bearer goes first, because no other site can make a browser send it. */
export function credentialsOf(request: FastifyRequest, isDevelopment: boolean): Credentials | null {
  const { authorization, cookie } = request.headers;
  const bearer = authorization && /^bearer +(\S+) *$/i.exec(authorization)?.[1];
  if (bearer) return credentials(bearer, 'bearer');
  if (!cookie) return null;
  const account = request.headers[ACCOUNT_HEADER];
  // Whoever signs in anew is nobody yet; an account that is not named like one has no cookie.
  if (account !== undefined && !isAccount(account)) return null;
  const cookies = request.server.parseCookie(cookie);
  const token =
    cookies[nameOf(SECURE_COOKIE, account)] ??
    (isLocalDevelopment(request, isDevelopment)
      ? cookies[nameOf(LOCAL_COOKIE, account)]
      : undefined);
  return token ? credentials(token, 'cookie') : null;
}

const isAccount = (header: string | string[]): header is string => Id.safeParse(header).success;

const nameOf = (cookie: string, account: string | undefined) =>
  account === undefined ? cookie : `${cookie}-${account}`;

/** The account whose cookie an answer sets: the one that was named, or who has just signed in. */
function accountOf({ headers }: FastifyRequest, personId: string | undefined): string | undefined {
  const named = headers[ACCOUNT_HEADER];
  if (named === undefined) return undefined;
  if (named === NEW_ACCOUNT) return personId;
  return isAccount(named) ? (personId ?? named) : undefined;
}

/** The `Set-Cookie` that makes a browser send the session token, or forget it (`token` null). */
export function sessionCookie(
  request: FastifyRequest,
  isDevelopment: boolean,
  token: string | null,
  { expires = new Date(0), personId }: { expires?: Date; personId?: string } = {},
): string {
  const isLocal = isLocalDevelopment(request, isDevelopment);
  const name = nameOf(isLocal ? LOCAL_COOKIE : SECURE_COOKIE, accountOf(request, personId));
  return request.server.serializeCookie(name, token ?? '', {
    path: '/',
    httpOnly: true,
    secure: !isLocal,
    sameSite: 'lax',
    expires,
    ...(token === null && { maxAge: 0 }),
  });
}

function credentials(token: string, source: Credentials['source']): Credentials | null {
  if (token.length > MAX_LENGTH) return null;
  return { token, digest: hash('sha256', token, 'buffer'), source };
}

function isLocalDevelopment(request: FastifyRequest, isDevelopment: boolean): boolean {
  return (
    isDevelopment && request.protocol === 'http' && isLoopback(request.socket.remoteAddress ?? '')
  );
}
