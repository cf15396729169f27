import { accessTo, nothing } from '../../../../test/journeys/access-matrix/target.js';

export const access = accessTo(
  `
route      anon own  look blkd othr fpar staf away mngr fmgr left oper expd endd
GET /live  401  ok   ok   ok   ok   ok   ok   ok   ok   ok   401  403  401  401
`,
  { 'GET /live': { input: () => ({}), shows: nothing } },
);
