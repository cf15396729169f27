import {
  familiesOf,
  canary,
  emailOf,
  organisationOf,
  PASSWORD,
  placementsOf,
  planningOf,
} from './organisation.js';
import type { ActorKind } from './table.js';
import type { World } from './world.js';

/** How a route is aimed at the family's own things. */
export interface Aim {
  /** A whole input of the operation; parameters of the path by their names. */
  input(world: World): Promise<object> | object;
  /** What an `ok` answer shows, one of these at least; left out: something of the family. */
  shows?(world: World): string[];
  /** Whether doing it ends the asker's session, which must then be one of its own. */
  endsSession?: true;
  /** Who tries the ids of others, and what those get; left out: the family's parent, and 404. */
  strangers?: { asker?: ActorKind; outcome?: '404' | 'none'; byField?: Record<string, string> };
}

/** A group or product that the child cannot have, whoever's it is. */
const NOT_OFFERED = { groupId: '422', productId: '422' };

const nothing = () => [];
const empty = () => ({});

const draft = (world: World) => {
  const { childId, groupId, productId } = world.own;
  return { bookings: [{ childId, groupId, productId, on: world.freeDay() }], remark: world.remark };
};
const openBooking = async (world: World) => {
  const { requestId, bookings } = await world.newRequest('own', world.own);
  return { requestId, bookingId: bookings[0]?.bookingId ?? '' };
};
const daysAhead = () => {
  const day = (ahead: number) =>
    new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10);
  return { from: day(0), until: day(60) };
};

export const aims: Record<string, Aim> = {
  'GET /openapi.json': { input: empty, shows: nothing },
  'GET /problems/:code': { input: () => ({ code: 'not-found' }), shows: nothing },
  'GET /organisations/:organisation': {
    input: ({ slug }) => ({ organisation: slug }),
    shows: ({ slug }) => [slug],
  },
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
  'DELETE /sessions/current': { input: empty, shows: nothing, endsSession: true },
  'DELETE /sessions': { input: empty, shows: nothing, endsSession: true },
  'GET /family': { input: empty },
  'GET /calendar': { input: daysAhead },
  'GET /care-options': { input: (world) => ({ on: world.freeDay() }) },
  'POST /care-requests/preview': { input: draft, strangers: { byField: NOT_OFFERED } },
  'POST /care-requests': { input: draft, strangers: { byField: NOT_OFFERED } },
  'GET /care-requests': { input: empty },
  'GET /care-requests/:requestId': { input: ({ own }) => ({ requestId: own.requestId }) },
  'POST /care-requests/:requestId/bookings/:bookingId/cancel': { input: openBooking },
  'GET /groups': { input: empty, shows: ({ mark }) => [canary(mark, 'GroepG1')] },
  'GET /request-queue': {
    input: ({ own }) => ({ groupId: own.groupId }),
    strangers: { asker: 'staf', outcome: 'none' },
  },
  'POST /care-requests/:requestId/decisions': {
    input: async (world) => {
      const { requestId, bookingId } = await openBooking(world);
      return { requestId, decisions: [{ bookingId, outcome: 'rejected', reason: world.remark }] };
    },
    strangers: { asker: 'staf' },
  },
  'GET /occupancy': {
    input: ({ own }) => ({ groupId: own.groupId, ...daysAhead() }),
    shows: ({ mark }) => [canary(mark, 'GroepG1')],
    strangers: { asker: 'staf' },
  },
  'GET /mails': { input: () => ({ limit: 100 }), shows: ({ own }) => [own.mailId] },
  'GET /mails/:mailId': {
    input: ({ own }) => ({ mailId: own.mailId }),
    shows: ({ own }) => [own.mailId],
  },
  'PUT /operator/organisations/:organisation': {
    input: ({ slug, mark }) => ({ ...organisationOf(slug, mark, { hasLeft: true }), dryRun: true }),
    shows: nothing,
  },
  'PUT /operator/organisations/:organisation/families': {
    input: ({ slug, mark }) => ({ ...familiesOf(slug, mark), dryRun: true }),
    shows: nothing,
  },
  'PUT /operator/organisations/:organisation/planning': {
    input: ({ slug }) => ({ ...planningOf(slug), dryRun: true }),
    shows: nothing,
  },
  'PUT /operator/organisations/:organisation/placements': {
    input: ({ slug }) => ({ ...placementsOf(slug), dryRun: true }),
    shows: nothing,
  },
};
