import { accessTo, nothing } from '../../../../test/journeys/access-matrix/target.js';

export const access = accessTo(
  `
route                                  anon own  look blkd othr fpar staf away mngr fmgr left oper expd endd
GET /organisations/:organisation/logo  ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   403  ok   ok
`,
  {
    'GET /organisations/:organisation/logo': {
      input: ({ slug }) => ({ organisation: slug }),
      shows: nothing,
      isPublicFile: true,
    },
  },
);
