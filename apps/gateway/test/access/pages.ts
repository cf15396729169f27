import { accessTo, empty } from '../../../../test/journeys/access-matrix/target.js';

export const access = accessTo(
  `
route      anon own  look blkd othr fpar staf away mngr fmgr left oper expd endd
GET /home  401  ok   ok   none none none 403  403  403  403  401  403  401  401
`,
  { 'GET /home': { input: empty } },
);
