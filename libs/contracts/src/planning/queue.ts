import { z } from 'zod';
import { rpc } from '../contract.js';
import { DayCursor, Id, LocalDate, pageOf, PageLimit, prose } from '../shared.js';
import { BookingView } from './bookings.js';
import { GroupName } from './shared.js';
import { CareRequestView, repeatedCareRequest } from './care-requests.js';

/** How full a group is on a day, for one daypart (the organisation's own, e.g. morning). */
export const Occupancy = z
  .object({
    daypart: z.string(),
    /** Null where places are not counted: nothing is ever full there. */
    capacity: z.int().nullable(),
    /** Children expected by their weekly pattern. */
    planned: z.int(),
    /** Approved extra bookings. */
    extra: z.int(),
    /** Open requests, the one at hand included. */
    requested: z.int(),
    /** `capacity - planned - extra`; negative when contracts exceed the capacity, null like it. */
    free: z.int().nullable(),
  })
  .meta({ id: 'Occupancy' });
export type Occupancy = z.infer<typeof Occupancy>;

export const GroupDay = z
  .object({ group: GroupName, on: LocalDate, dayparts: z.array(Occupancy) })
  .meta({ id: 'GroupDay' });
export type GroupDay = z.infer<typeof GroupDay>;

/**
 * Why a booking cannot be approved as things are now: the problem that approving it answers. The facts
 * may have changed since it was asked for.
 */
export const Obstacle = z.enum([
  'access-ended',
  'placement-ended',
  'group-changed',
  'closed-since',
  'no-longer-offered',
  'planned-since',
  'no-place-left',
]);
export type Obstacle = z.infer<typeof Obstacle>;

const QueueBooking = z
  .object({
    booking: BookingView,
    childLastName: z.string(),
    /** The dayparts that this booking would take a place in. */
    occupancy: z.array(Occupancy),
    /** What stands in the way of approving it, together with the others of its item; null when nothing does. */
    obstacle: Obstacle.nullable(),
  })
  .meta({ id: 'QueueBooking' });

/** What is judged together: one booking, or every open one of a request that is judged as a whole. */
export const QueueItem = z
  .object({
    itemId: Id,
    requestId: Id,
    /** The care day; bookings that are judged together have the same one. */
    on: LocalDate,
    /** Null for readers who do not work for every group that the request concerns. */
    remark: z.string().nullable(),
    asWhole: z.boolean(),
    /** Some of what is judged together is in groups that the reader does not work for. */
    needsManager: z.boolean(),
    lapsesOn: LocalDate.nullable(),
    /** By child, first name first, and time. */
    bookings: z.array(QueueBooking),
  })
  .meta({ id: 'QueueItem' });
export type QueueItem = z.infer<typeof QueueItem>;

export const Decision = z
  .discriminatedUnion('outcome', [
    z.strictObject({ bookingId: Id, outcome: z.literal('approved') }),
    z.strictObject({ bookingId: Id, outcome: z.literal('rejected'), reason: prose(500) }),
  ])
  .meta({ id: 'Decision' });
export type Decision = z.infer<typeof Decision>;

const staff = ['staff', 'manager'] as const;

export const queue = {
  groups: rpc('planning.queue.groups', {
    route: 'GET /groups',
    allow: staff,
    summary: 'The groups I work for',
    input: z.strictObject({}),
    output: z.array(GroupName.meta({ id: 'Group' })),
  }),
  list: rpc('planning.queue.list', {
    route: 'GET /request-queue',
    allow: staff,
    summary: 'Requests that wait for a decision',
    description:
      'What waits in the groups I work for, by care day, with the occupancy of group and day and what stands in the way of approving it now (R110). Bookings that are judged together are one item (R111).',
    input: z.strictObject({
      groupId: Id.optional(),
      from: LocalDate.optional(),
      until: LocalDate.optional(),
      limit: PageLimit,
      cursor: DayCursor.optional(),
    }),
    output: pageOf(QueueItem, DayCursor).meta({ id: 'QueuePage' }),
    problems: ['not-found'],
  }),
  decide: rpc('planning.queue.decide', {
    route: 'POST /care-requests/:requestId/decisions',
    allow: staff,
    summary: 'Approve or reject bookings of a request',
    description:
      'All decisions of one call are taken together or not at all. A rejection needs a reason. A request to be judged as a whole takes all its open bookings at once, all approved or all rejected (R110–R112). What is approved is looked at again as things are now: see `Obstacle` for what may stand in the way. The last place is given once: who comes second gets 409 `no-place-left`.',
    input: z.strictObject({ requestId: Id, decisions: z.array(Decision).min(1).max(200) }),
    output: CareRequestView,
    repeated: repeatedCareRequest,
    problems: ['not-found', 'request-not-open', 'decide-as-a-whole', ...Obstacle.options],
  }),
  takeBack: rpc('planning.queue.take-back', {
    route: 'POST /care-requests/:requestId/decisions/take-back',
    allow: staff,
    summary: 'Take decisions back',
    description:
      'The bookings wait again, and the places that they took are free. Possible for the minutes that the organisation gives (`takeBackSeconds` of the request), while nobody was told by mail. Bookings that were judged as a whole are taken back as a whole. All are taken back or none.',
    input: z.strictObject({ requestId: Id, bookingIds: z.array(Id).min(1).max(200) }),
    output: CareRequestView,
    repeated: repeatedCareRequest,
    problems: ['not-found', 'take-back-too-late', 'decide-as-a-whole', 'already-requested'],
  }),
  occupancy: rpc('planning.queue.occupancy', {
    route: 'GET /occupancy',
    allow: staff,
    summary: 'How full a group is, day by day',
    description:
      'A period that ends before it begins, or is too long, is 422 `date-range-invalid`.',
    input: z.strictObject({ groupId: Id, from: LocalDate, until: LocalDate }),
    output: z.array(GroupDay),
    problems: ['not-found', 'date-range-invalid'],
  }),
};
