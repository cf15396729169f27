import type { identity, planning } from '@ouderportaal/contracts';
import { formatTime, type LocalDate, type Minutes } from '@ouderportaal/kernel';
import { cancellable } from '../calendar/cancellable.rules.js';
import { valueOf } from '../options/options.rules.js';

/** A booking with the names its readers see. */
export interface BookingRow {
  id: string;
  request_id: string;
  period_id: string;
  child_id: string;
  first_name: string;
  last_name: string;
  group_id: string;
  group_name: string;
  location_id: string;
  location_name: string;
  product_name: string;
  care_on: LocalDate;
  starts_at: Minutes;
  ends_at: Minutes;
  cents: number | null;
  points: number | null;
  lapses_on: LocalDate;
  status: planning.BookingStatus;
  reason: string | null;
  submitted_at: Date;
  /** The reader's own access to the child; null for staff. */
  access: identity.GuardianAccess | null;
}

/** Whose, and where. */
const NAMES = `
    join child c on c.tenant_id = b.tenant_id and c.id = b.child_id
    join care_group g on g.tenant_id = b.tenant_id and g.id = b.group_id
    join location l on l.tenant_id = g.tenant_id and l.id = g.location_id`;

/** The parts of a statement that reads `BookingRow`s, but for `access`. */
export const bookingRows = {
  columns: `
    b.id, b.request_id, b.period_id, b.child_id, c.first_name, c.last_name,
    b.group_id, g.name as group_name, l.id as location_id, l.name as location_name,
    b.product_name, b.care_on, b.starts_at, b.ends_at, b.cents, b.points, b.lapses_on,
    b.status, b.reason, r.submitted_at`,
  from: `
    from booking b
    join care_request r on r.tenant_id = b.tenant_id and r.id = b.request_id
    ${NAMES}`,
  /** For statements that have the booking and its request already. */
  names: NAMES,
};

export interface ViewContext {
  today: LocalDate;
  policy: planning.PlanningPolicy;
}

export function toBookingView(
  row: BookingRow,
  { today, policy }: ViewContext,
): planning.BookingView {
  return {
    bookingId: row.id,
    requestId: row.request_id,
    periodId: row.period_id,
    child: { childId: row.child_id, firstName: row.first_name },
    group: {
      groupId: row.group_id,
      groupName: row.group_name,
      locationId: row.location_id,
      locationName: row.location_name,
    },
    on: row.care_on,
    startsAt: formatTime(row.starts_at),
    endsAt: formatTime(row.ends_at),
    productName: row.product_name,
    value: valueOf(policy, row),
    status: row.status,
    reason: row.reason,
    submittedAt: row.submitted_at.toISOString(),
    cancel: cancellable({
      status: row.status,
      careOn: row.care_on,
      today,
      policy,
      // Staff see the same view; for them nothing can be cancelled.
      access: row.access === 'full' ? 'full' : 'read-only',
    }),
  };
}
