import { z } from 'zod';
import { Actor } from '../actor.js';
import { rpc } from '../contract.js';
import { Done, Id, Instant, Language, line, Nothing, OrganisationSlug, text } from '../shared.js';

/** Opaque: shown once, kept by the client as a cookie or bearer, stored only as a hash. */
export const SessionToken = z.string().regex(/^[A-Za-z0-9_-]{22,200}$/, 'Not a session token');

/**
 * What proves a session on the bus. The token itself never crosses it again after signing in: who listens
 * there could use it.
 */
export const SessionProof = z.strictObject({
  /** The first 22 characters of the token: which organisation it is of. */
  tenant: z.string().regex(/^[A-Za-z0-9_-]{22}$/),
  /** SHA-256 of the whole token, base64url: what is stored of it. */
  digest: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
});
export type SessionProof = z.infer<typeof SessionProof>;

export const LogIn = z
  .strictObject({
    organisation: OrganisationSlug,
    /** Debtor number or e-mail address, as the organisation has chosen (R10–R12). */
    username: line(254),
    password: text(128),
    /** How the session is called in the list of sessions, e.g. "Phone". */
    deviceName: line(60).optional(),
  })
  .meta({ id: 'LogIn' });

export const PersonView = z
  .object({
    personId: Id,
    role: z.enum(['parent', 'staff', 'manager']),
    displayName: z.string(),
    language: Language,
    organisation: OrganisationSlug,
    organisationName: z.string(),
  })
  .meta({ id: 'Person' });
export type PersonView = z.infer<typeof PersonView>;

export const SessionStarted = z
  .object({ token: SessionToken, expiresAt: Instant, person: PersonView })
  .meta({ id: 'SessionStarted' });
export type SessionStarted = z.infer<typeof SessionStarted>;

export const SessionView = z
  .object({
    sessionId: Id,
    deviceName: z.string().nullable(),
    startedAt: Instant,
    lastUsedAt: Instant,
    isCurrent: z.boolean(),
  })
  .meta({ id: 'Session' });
export type SessionView = z.infer<typeof SessionView>;

const signedIn = ['parent', 'staff', 'manager'] as const;

export const sessions = {
  logIn: rpc('identity.sessions.log-in', {
    route: 'POST /sessions',
    allow: ['anonymous', 'parent', 'staff', 'manager'],
    effect: 'self-managed',
    status: 201,
    summary: 'Sign in',
    description:
      'Answers with a session token and sets it as a cookie. Send the token as `Authorization: Bearer …`, or let the browser send the cookie. An unknown name and a wrong password give the same answer.',
    input: LogIn,
    output: SessionStarted,
    problems: ['login-failed', 'too-many-attempts'],
  }),
  current: rpc('identity.sessions.current', {
    route: 'GET /sessions/current',
    allow: signedIn,
    summary: 'Who is signed in',
    input: Nothing,
    output: PersonView,
    problems: ['not-found'],
  }),
  list: rpc('identity.sessions.list', {
    route: 'GET /sessions',
    allow: signedIn,
    summary: 'Where I am signed in',
    input: Nothing,
    output: z.array(SessionView),
    problems: ['not-found'],
  }),
  logOut: rpc('identity.sessions.log-out', {
    route: 'DELETE /sessions/current',
    allow: signedIn,
    summary: 'Sign out here',
    input: Nothing,
    output: Done,
    repeated: 'as-kept',
  }),
  end: rpc('identity.sessions.end', {
    route: 'DELETE /sessions/:sessionId',
    allow: signedIn,
    summary: 'Sign out one of my devices',
    input: z.strictObject({ sessionId: Id }),
    output: Done,
    repeated: 'as-kept',
    problems: ['not-found'],
  }),
  logOutEverywhere: rpc('identity.sessions.log-out-everywhere', {
    route: 'DELETE /sessions',
    allow: signedIn,
    summary: 'Sign out everywhere',
    input: Nothing,
    output: Done,
    repeated: 'as-kept',
  }),
  resolve: rpc('identity.sessions.resolve', {
    route: 'internal',
    allow: ['gateway'],
    effect: 'self-managed',
    summary: 'Who holds a session token',
    input: SessionProof,
    output: z.object({ actor: Actor.nullable() }),
  }),
};

/** Core NATS broadcast: gateways forget these sessions at once. Not an event; nothing depends on it arriving. */
export const SESSIONS_ENDED = 'identity.broadcast.sessions-ended';
export const SessionsEnded = z.object({ sessionIds: z.array(Id) });
