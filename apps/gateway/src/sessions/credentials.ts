import { hash } from 'node:crypto';
import { isLoopback } from '@ouderportaal/contracts';
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

/** Reads bearer or cookie; a bearer goes first, because no other site can make a browser send it. */
export function credentialsOf(request: FastifyRequest, isDevelopment: boolean): Credentials | null {
  const { authorization, cookie } = request.headers;
  const bearer = authorization && /^bearer +(\S+) *$/i.exec(authorization)?.[1];
  if (bearer) return credentials(bearer, 'bearer');
  if (!cookie) return null;
  const cookies = request.server.parseCookie(cookie);
  const token =
    cookies[SECURE_COOKIE] ??
    (isLocalDevelopment(request, isDevelopment) ? cookies[LOCAL_COOKIE] : undefined);
  return token ? credentials(token, 'cookie') : null;
}

/** The `Set-Cookie` that makes a browser send the session token, or forget it (`token` null). */
export function sessionCookie(
  request: FastifyRequest,
  isDevelopment: boolean,
  token: string | null,
  expires = new Date(0),
): string {
  const isLocal = isLocalDevelopment(request, isDevelopment);
  return request.server.serializeCookie(isLocal ? LOCAL_COOKIE : SECURE_COOKIE, token ?? '', {
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
