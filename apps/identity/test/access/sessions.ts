import { emailOf, PASSWORD } from '../../../../test/journeys/access-matrix/organisation.js';
import { accessTo, empty, nothing } from '../../../../test/journeys/access-matrix/target.js';

export const access = accessTo(
  `
route                        anon own  look blkd othr fpar staf away mngr fmgr left oper expd endd
POST /sessions               ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   403  ok   ok
GET /sessions/current        401  ok   none none none none none none none none 401  403  401  401
GET /sessions                401  ok   none none none none none none none none 401  403  401  401
DELETE /sessions/:sessionId  401  ok   404  404  404  404  404  404  404  404  401  403  401  401
DELETE /sessions/current     401  ok   ok   ok   ok   ok   ok   ok   ok   ok   401  403  401  401
DELETE /sessions             401  ok   ok   ok   ok   ok   ok   ok   ok   ok   401  403  401  401
`,
  {
    'POST /sessions': {
      input: ({ slug, mark }) => ({
        organisation: slug,
        username: emailOf(mark, 'own'),
        password: PASSWORD,
      }),
    },
    'GET /sessions/current': { input: empty },
    'GET /sessions': { input: empty },
    'DELETE /sessions/:sessionId': {
      input: async (world) => ({ sessionId: await world.anotherSession('own') }),
      shows: nothing,
    },
    'DELETE /sessions/current': { input: empty, shows: nothing, ends: 'session' },
    'DELETE /sessions': { input: empty, shows: nothing, ends: 'every-session' },
  },
);
