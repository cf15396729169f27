import { canary } from '../../../../test/journeys/access-matrix/organisation.js';
import { accessTo, empty } from '../../../../test/journeys/access-matrix/target.js';

export const access = accessTo(
  `
route                                               anon own  look blkd othr fpar staf away mngr fmgr left oper expd endd
GET /groups                                         401  403  403  403  403  403  ok   none ok   none 401  403  401  401
GET /request-queue                                  401  403  403  403  403  403  ok   none ok   none 401  403  401  401
POST /care-requests/:requestId/decisions            401  403  403  403  403  403  ok   404  ok   404  401  403  401  401
POST /care-requests/:requestId/decisions/take-back  401  403  403  403  403  403  ok   404  ok   404  401  403  401  401
GET /occupancy                                      401  403  403  403  403  403  ok   404  ok   404  401  403  401  401
`,
  {
    'GET /groups': { input: empty, shows: ({ mark }) => [canary(mark, 'GroepG1')] },
    'GET /request-queue': {
      input: ({ own }) => ({ groupId: own.groupId }),
      strangers: { asker: 'staf', outcome: 'none' },
    },
    'POST /care-requests/:requestId/decisions': {
      input: async (world) => {
        const { requestId, bookingId } = await world.openBooking();
        const decision = { bookingId, outcome: 'rejected', reason: world.remark };
        return { requestId, decisions: [decision] };
      },
      strangers: { asker: 'staf' },
    },
    'POST /care-requests/:requestId/decisions/take-back': {
      input: (world) => world.decidedBooking(),
      strangers: { asker: 'staf' },
    },
    'GET /occupancy': {
      input: ({ own, today }) => ({ groupId: own.groupId, from: today(0), until: today(60) }),
      shows: ({ mark }) => [canary(mark, 'GroepG1')],
      strangers: { asker: 'staf' },
    },
  },
);
