/**
 * Who gets what from each route, aimed at the things of one family (`own`) of one organisation.
 *
 * - `ok`: done, and the answer shows what was aimed at;
 * - `none`: done, but for the asker's own things: nothing of the family that was aimed at is in it;
 * - `401`, `403`, `404`: refused with that status; nothing of the family in it, and no row changed.
 *
 * A new route needs a row here and an aim in aims.ts; without one the run fails. Routes are tried in this
 * order: signing out everywhere comes last.
 */
export const ACTORS = {
  anon: 'nobody signed in',
  own: 'the parent whose things are aimed at',
  look: 'a co-parent of another household who may only look',
  blkd: 'a parent of the family whose access to the child was taken away',
  othr: 'a parent of another family in the same group',
  fpar: 'a parent of another organisation',
  staf: 'an employee of the group',
  away: 'an employee of another location',
  mngr: 'a manager',
  fmgr: 'a manager of another organisation',
  left: 'an employee who has left, with a session from before',
  oper: 'the platform team',
  expd: 'the parent, with a session that has expired',
  endd: 'the parent, with a session that was ended',
} as const;
export type ActorKind = keyof typeof ACTORS;

export type Outcome = 'ok' | 'none' | '401' | '403' | '404';

const table = `
route                                                        anon own  look blkd othr fpar staf away mngr fmgr left oper expd endd
GET /openapi.json                                            ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok
GET /problems/:code                                          ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok
GET /organisations/:organisation                             ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   403  ok   ok
POST /sessions                                               ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   403  ok   ok
GET /sessions/current                                        401  ok   none none none none none none none none 401  403  401  401
GET /sessions                                                401  ok   none none none none none none none none 401  403  401  401
DELETE /sessions/:sessionId                                  401  ok   404  404  404  404  404  404  404  404  401  403  401  401
DELETE /sessions/current                                     401  ok   ok   ok   ok   ok   ok   ok   ok   ok   401  403  401  401
GET /family                                                  401  ok   ok   none none none 403  403  403  403  401  403  401  401
GET /calendar                                                401  ok   ok   none none none 403  403  403  403  401  403  401  401
GET /care-options                                            401  ok   ok   none none none 403  403  403  403  401  403  401  401
POST /care-requests/preview                                  401  ok   403  404  404  404  403  403  403  403  401  403  401  401
POST /care-requests                                          401  ok   403  404  404  404  403  403  403  403  401  403  401  401
GET /care-requests                                           401  ok   ok   none none none 403  403  403  403  401  403  401  401
GET /care-requests/:requestId                                401  ok   ok   404  404  404  ok   404  ok   404  401  403  401  401
POST /care-requests/:requestId/bookings/:bookingId/cancel    401  ok   403  404  404  404  403  403  403  403  401  403  401  401
GET /groups                                                  401  403  403  403  403  403  ok   none ok   none 401  403  401  401
GET /request-queue                                           401  403  403  403  403  403  ok   none ok   none 401  403  401  401
POST /care-requests/:requestId/decisions                     401  403  403  403  403  403  ok   404  ok   404  401  403  401  401
GET /occupancy                                               401  403  403  403  403  403  ok   404  ok   404  401  403  401  401
GET /mails                                                   401  ok   none none none none 403  403  403  403  401  403  401  401
GET /mails/:mailId                                           401  ok   404  404  404  404  403  403  403  403  401  403  401  401
PUT /operator/organisations/:organisation                    401  403  403  403  403  403  403  403  403  403  401  ok   401  401
PUT /operator/organisations/:organisation/families           401  403  403  403  403  403  403  403  403  403  401  ok   401  401
PUT /operator/organisations/:organisation/planning           401  403  403  403  403  403  403  403  403  403  401  ok   401  401
PUT /operator/organisations/:organisation/placements         401  403  403  403  403  403  403  403  403  403  401  ok   401  401
DELETE /sessions                                             401  ok   ok   ok   ok   ok   ok   ok   ok   ok   401  403  401  401
`;

/** Per route (`GET /family`) what each actor gets. */
export const expectations: ReadonlyMap<string, Record<ActorKind, Outcome>> = parse(table);

function parse(text: string): Map<string, Record<ActorKind, Outcome>> {
  const [header = '', ...lines] = text.trim().split('\n');
  const [, ...kinds] = header.split(/\s+/);
  return new Map(
    lines.map((line) => {
      const [method = '', path = '', ...cells] = line.split(/\s+/);
      const row = Object.fromEntries(kinds.map((kind, i) => [kind, cells[i]]));
      return [`${method} ${path}`, row as Record<ActorKind, Outcome>];
    }),
  );
}
