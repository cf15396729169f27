import type { Actor, planning } from '@ouderportaal/contracts';
import { formatTime, initialOf, type LocalDate } from '@ouderportaal/kernel';
import { cancellable } from '../calendar/cancellable.rules.js';
import { valueOf } from '../options/options.rules.js';
import type { BookingRow } from './booking.rules.js';
import type { SubmittedCareRequest } from './care-requests.repository.js';
import { isOpen, totalOf } from './care-requests.rules.js';

export interface ViewContext {
  today: LocalDate;
  policy: planning.PlanningPolicy;
}

export function toBookingView(
  row: BookingRow,
  { today, policy }: ViewContext,
): planning.BookingView {
  return {
    bookingId: row.bookingId,
    requestId: row.requestId,
    periodId: row.periodId,
    child: { childId: row.childId, firstName: row.firstName },
    group: {
      groupId: row.groupId,
      groupName: row.groupName,
      locationId: row.locationId,
      locationName: row.locationName,
    },
    on: row.on,
    startsAt: formatTime(row.startsAt),
    endsAt: formatTime(row.endsAt),
    productName: row.productName,
    value: valueOf(policy, row),
    status: row.status,
    reason: row.reason,
    submittedAt: row.submittedAt.toISOString(),
    cancel: cancellable({
      status: row.status,
      careOn: row.on,
      today,
      policy,
      // Staff see the same view; for them nothing can be cancelled.
      access: row.access === 'full' ? 'full' : 'read-only',
    }),
  };
}

/** A request as the reader of these rows sees it; a remark only where `showsRemark`. */
export function toRequestView(
  actor: Actor,
  request: SubmittedCareRequest,
  rows: readonly BookingRow[],
  context: ViewContext & { showsRemark: boolean; takeBackSeconds: number | null },
): planning.CareRequestView {
  const bookings = rows.map((row) => toBookingView(row, context));
  const isVisible = new Set(rows.map(({ childId }) => childId));
  return {
    requestId: request.id,
    submittedAt: request.submittedAt.toISOString(),
    isMine: request.submittedBy === actor.personId,
    remark: context.showsRemark ? request.remark : null,
    asWhole: request.asWhole,
    lapsesOn: request.lapsesOn,
    isOpen: rows.some((row) => isOpen(row, context.today)),
    takeBackSeconds: context.takeBackSeconds,
    total: totalOf(bookings.map(({ value }) => value)),
    bookings,
    leftOut: request.leftOut.filter(({ childId }) => isVisible.has(childId)),
  };
}

/** A request as the other services hear of it: who, which days, how they stand; no names. */
export function toFact(requestId: string, submittedBy: string, rows: readonly BookingRow[]) {
  return {
    requestId,
    submittedBy,
    bookings: rows.map((row) => ({
      bookingId: row.bookingId,
      childInitial: initialOf(row.firstName),
      on: row.on,
      startsAt: formatTime(row.startsAt),
      endsAt: formatTime(row.endsAt),
      status: row.status,
    })),
  };
}
