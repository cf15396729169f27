import { accessTo } from '../../../../test/journeys/access-matrix/target.js';

export const access = accessTo(
  `
route                    anon own  look blkd othr fpar staf away mngr fmgr left oper expd endd
GET /care-options        401  ok   ok   none none none 403  403  403  403  401  403  401  401
GET /care-options/range  401  ok   ok   404  404  404  403  403  403  403  401  403  401  401
`,
  {
    'GET /care-options': { input: (world) => ({ on: world.freeDay() }) },
    'GET /care-options/range': {
      input: ({ own, today }) => ({ from: today(7), until: today(48), childId: own.childId }),
    },
  },
);
