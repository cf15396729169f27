import { z } from 'zod';
import { event, rpc } from '../contract.js';
import { Cursor, Id, Instant, LocalDate, pageOf, PageLimit, prose, TimeOfDay } from '../shared.js';
import { BookingStatus, BookingView, NewBooking } from './bookings.js';
import { ChildName, Value } from './shared.js';

export const NewCareRequest = z
  .strictObject({
    bookings: z.array(NewBooking).min(1).max(50),
    /** For the location to read (R103); another guardian of the child does not see it. */
    remark: prose(1000).optional(),
    /** Approve all or none (R111); only for exactly one day (R112). Left out: the organisation's default, where it can apply. */
    asWhole: z.boolean().optional(),
    /** The last day the request may wait, included (R113). */
    lapsesOn: LocalDate.optional(),
  })
  .meta({ id: 'NewCareRequest' });
export type NewCareRequest = z.infer<typeof NewCareRequest>;

export const CareRequestPreview = z
  .object({
    bookings: z.array(
      z.object({
        child: ChildName,
        on: LocalDate,
        startsAt: TimeOfDay,
        endsAt: TimeOfDay,
        productName: z.string(),
        value: Value,
      }),
    ),
    /** Days of a period that were left out, and why. */
    leftOut: z.array(z.object({ childId: Id, on: LocalDate, reason: z.string() })),
    total: Value,
    valuation: z.enum(['money', 'points', 'none']),
    asWhole: z.boolean(),
    /** When the location usually decides; null when it promises nothing (R117). */
    decidedAbout: LocalDate.nullable(),
  })
  .meta({ id: 'CareRequestPreview' });
export type CareRequestPreview = z.infer<typeof CareRequestPreview>;

export const CareRequestView = z
  .object({
    requestId: Id,
    submittedAt: Instant,
    /** True when the reader sent it. */
    isMine: z.boolean(),
    /** For who wrote it, and for staff who work for every group that the request concerns; else null. */
    remark: z.string().nullable(),
    asWhole: z.boolean(),
    lapsesOn: LocalDate.nullable(),
    isOpen: z.boolean(),
    /** For so many seconds staff can still take back what was decided last; null for parents, and when nothing can be. */
    takeBackSeconds: z.int().min(0).nullable(),
    total: Value,
    /** By day, child (first name first) and time. */
    bookings: z.array(BookingView),
    leftOut: CareRequestPreview.shape.leftOut,
  })
  .meta({ id: 'CareRequest' });
export type CareRequestView = z.infer<typeof CareRequestView>;

const requestProblems = [
  'not-found',
  'read-only-access',
  'date-in-the-past',
  'date-range-invalid',
  'request-too-early',
  'request-too-late',
  'outside-placement',
  'daypart-not-offered',
  'closed-on-date',
  'already-planned',
  'already-requested',
  'nothing-to-request',
  'whole-needs-one-day',
  'last-date-invalid',
] as const;

const get = rpc('planning.care-requests.get', {
  route: 'GET /care-requests/:requestId',
  allow: ['parent', 'staff', 'manager'],
  summary: 'One request',
  description: 'Shows the bookings of children that the reader may see.',
  input: z.strictObject({ requestId: Id }),
  output: CareRequestView,
  problems: ['not-found'],
});

/** Who sends it again sees how the care request stands now, as far as they may. */
export const repeatedCareRequest = { by: get, keep: ['requestId'] } as const;

export const careRequests = {
  preview: rpc('planning.care-requests.preview', {
    route: 'POST /care-requests/preview',
    allow: ['parent'],
    effect: 'read',
    summary: 'What a request would cost, without sending it',
    description: 'Checks the draft as submitting would and shows its value (R100, R104, R114).',
    input: NewCareRequest,
    output: CareRequestPreview,
    problems: requestProblems,
  }),
  submit: rpc('planning.care-requests.submit', {
    route: 'POST /care-requests',
    allow: ['parent'],
    status: 201,
    summary: 'Ask for extra care',
    description:
      'One request for the whole family: one or more bookings, each for a child, a daypart and a day or period (R95–R97, R109). All bookings are recorded or none. The answer comes by mail when everything is judged.',
    input: NewCareRequest,
    output: CareRequestView,
    repeated: repeatedCareRequest,
    problems: requestProblems,
  }),
  list: rpc('planning.care-requests.list', {
    route: 'GET /care-requests',
    allow: ['parent'],
    summary: 'The overview of my requests',
    description: 'One row per child and day, newest request first (R120, R140–R142).',
    input: z.strictObject({
      status: BookingStatus.optional(),
      limit: PageLimit,
      cursor: Cursor.optional(),
    }),
    output: pageOf(BookingView).meta({ id: 'BookingPage' }),
    problems: ['not-found'],
  }),
  get,
  cancel: rpc('planning.care-requests.cancel', {
    route: 'POST /care-requests/:requestId/bookings/:bookingId/cancel',
    allow: ['parent'],
    summary: 'Cancel what is still open, for one child',
    description:
      'Possible while the booking waits and the rules of the organisation allow it (R121–R124). A booking of a period takes every open day of that period along (R125).',
    input: z.strictObject({ requestId: Id, bookingId: Id }),
    output: CareRequestView,
    repeated: repeatedCareRequest,
    problems: ['not-found', 'read-only-access', 'request-not-open', 'cancel-not-allowed'],
  }),
};

/** What a mail about a booking may say: no names, only the child's initial. */
const BookingFact = z.object({
  bookingId: Id,
  childInitial: z.string(),
  on: LocalDate,
  startsAt: TimeOfDay,
  endsAt: TimeOfDay,
  status: BookingStatus,
});

const RequestFact = z.object({
  requestId: Id,
  /** The guardian who sent it, and gets the mails. */
  submittedBy: Id,
  bookings: z.array(BookingFact),
});

export const careRequestSubmitted = event(
  'planning.events.care-request-submitted',
  RequestFact.extend({ lapsesOn: LocalDate.nullable(), decidedAbout: LocalDate.nullable() }),
);
/** Every booking has its outcome, and people decided the last of them (R118, R119). */
export const careRequestDecided = event('planning.events.care-request-decided', RequestFact);
/** What was left open was withdrawn because nobody decided in time (R113). */
export const careRequestWithdrawn = event('planning.events.care-request-withdrawn', RequestFact);
