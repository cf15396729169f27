import { accessTo, empty, nothing } from '../../../../test/journeys/access-matrix/target.js';

export const access = accessTo(
  `
route                anon own  look blkd othr fpar staf away mngr fmgr left oper expd endd
GET /openapi.json    ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok
GET /problems/:code  ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok
`,
  {
    'GET /openapi.json': { input: empty, shows: nothing },
    'GET /problems/:code': { input: () => ({ code: 'not-found' }), shows: nothing },
  },
);
