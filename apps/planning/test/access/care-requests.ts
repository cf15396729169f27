import { accessTo, empty } from '../../../../test/journeys/access-matrix/target.js';
import type { World } from '../../../../test/journeys/access-matrix/world.js';

/** A group or product that the child cannot have, whoever's it is. */
const NOT_OFFERED = { groupId: '422', productId: '422' };

const draft = (world: World) => {
  const { childId, groupId, productId } = world.own;
  return { bookings: [{ childId, groupId, productId, on: world.freeDay() }], remark: world.remark };
};

export const access = accessTo(
  `
route                                                      anon own  look blkd othr fpar staf away mngr fmgr left oper expd endd
POST /care-requests/preview                                401  ok   403  404  404  404  403  403  403  403  401  403  401  401
POST /care-requests                                        401  ok   403  404  404  404  403  403  403  403  401  403  401  401
GET /care-requests                                         401  ok   ok   none none none 403  403  403  403  401  403  401  401
GET /care-requests/:requestId                              401  ok   ok   404  404  404  ok   404  ok   404  401  403  401  401
POST /care-requests/:requestId/bookings/:bookingId/cancel  401  ok   403  404  404  404  403  403  403  403  401  403  401  401
`,
  {
    'POST /care-requests/preview': { input: draft, strangers: { byField: NOT_OFFERED } },
    'POST /care-requests': { input: draft, strangers: { byField: NOT_OFFERED } },
    'GET /care-requests': { input: empty },
    'GET /care-requests/:requestId': { input: ({ own }) => ({ requestId: own.requestId }) },
    'POST /care-requests/:requestId/bookings/:bookingId/cancel': {
      input: (world) => world.openBooking(),
    },
  },
);
