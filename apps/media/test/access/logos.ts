import { logoOf } from '../../../../test/journeys/access-matrix/organisation.js';
import { accessTo, nothing } from '../../../../test/journeys/access-matrix/target.js';

export const access = accessTo(
  `
route                                           anon own  look blkd othr fpar staf away mngr fmgr left oper expd endd
PUT /operator/organisations/:organisation/logo  401  403  403  403  403  403  403  403  403  403  401  ok   401  401
`,
  {
    'PUT /operator/organisations/:organisation/logo': {
      input: ({ slug }) => ({ ...logoOf(slug), dryRun: true }),
      shows: nothing,
    },
  },
);
