import { columnsOf } from '@ouderportaal/database';
import type { Booking } from './booking.rules.js';

/** Where a booking is stored, from when it is asked for. */
export const ASKED = {
  bookingId: 'id uuid',
  requestId: 'request_id uuid',
  periodId: 'period_id uuid',
  childId: 'child_id uuid',
  groupId: 'group_id uuid',
  productId: 'product_id uuid',
  productName: 'product_name text',
  on: 'care_on date',
  startsAt: 'starts_at int',
  endsAt: 'ends_at int',
  cents: 'cents int',
  points: 'points numeric',
  lapsesOn: 'lapses_on date',
  status: 'status text',
} as const;

const BOOKING = {
  ...ASKED,
  reason: 'reason text',
  decidedAt: 'decided_at timestamptz',
} as const satisfies Record<keyof Booking, string>;

/** The child, and its group with the location. */
const NAMES = `
    join child c on c.tenant_id = b.tenant_id and c.id = b.child_id
    join care_group g on g.tenant_id = b.tenant_id and g.id = b.group_id
    join location l on l.tenant_id = g.tenant_id and l.id = g.location_id`;

/** The parts of a statement that reads `BookingRow`s, but for `access`. */
export const bookingRows = {
  columns: `
    ${columnsOf(BOOKING).readFrom('b')},
    c.first_name as "firstName", c.last_name as "lastName", g.name as "groupName",
    l.id as "locationId", l.name as "locationName", r.submitted_at as "submittedAt"`,
  from: `
    from booking b
    join care_request r on r.tenant_id = b.tenant_id and r.id = b.request_id
    ${NAMES}`,
  /** For statements that have the booking and its request already. */
  names: NAMES,
};
