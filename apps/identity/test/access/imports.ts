import {
  familiesOf,
  organisationOf,
} from '../../../../test/journeys/access-matrix/organisation.js';
import { accessTo, nothing } from '../../../../test/journeys/access-matrix/target.js';

export const access = accessTo(
  `
route                                               anon own  look blkd othr fpar staf away mngr fmgr left oper expd endd
PUT /operator/organisations/:organisation           401  403  403  403  403  403  403  403  403  403  401  ok   401  401
PUT /operator/organisations/:organisation/families  401  403  403  403  403  403  403  403  403  403  401  ok   401  401
`,
  {
    'PUT /operator/organisations/:organisation': {
      input: ({ slug, mark }) => ({
        ...organisationOf(slug, mark, { hasLeft: true }),
        dryRun: true,
      }),
      shows: nothing,
    },
    'PUT /operator/organisations/:organisation/families': {
      input: ({ slug, mark }) => ({ ...familiesOf(slug, mark), dryRun: true }),
      shows: nothing,
    },
  },
);
