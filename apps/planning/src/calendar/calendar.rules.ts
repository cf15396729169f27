import { DomainError, type planning } from '@ouderportaal/contracts';
import { byChildName, daysBetween, formatTime, type LocalDate } from '@ouderportaal/kernel';
import type { BookedTimes, Booking } from '../care-requests/booking.rules.js';
import type { DayClosed } from '../closures/closures.rules.js';
import {
  expectedDays,
  type ExpectedTimes,
  type GroupClosed,
  type PlacementPattern,
} from '../patterns/patterns.rules.js';
import { cancellable } from './cancellable.rules.js';

const MOST_DAYS = 100;

/** A booking that the calendar shows: open, approved or rejected. */
export type CalendarBooking = BookedTimes &
  Pick<Booking, 'bookingId' | 'requestId' | 'productName' | 'status'>;

export interface CalendarInput {
  from: LocalDate;
  until: LocalDate;
  today: LocalDate;
  policy: planning.PlanningPolicy;
  children: readonly { childId: string; firstName: string; access: 'full' | 'read-only' }[];
  groups: readonly planning.GroupName[];
  patterns: readonly PlacementPattern[];
  bookings: readonly CalendarBooking[];
  closed: readonly (DayClosed & { on: LocalDate })[];
  isClosed: GroupClosed;
}

/** Both days are included. */
export function assertReadablePeriod(from: LocalDate, until: LocalDate): void {
  const days = daysBetween(from, until) + 1;
  if (days < 1 || days > MOST_DAYS)
    throw new DomainError('date-range-invalid', { days: MOST_DAYS });
}

/** The planned days of all children of a family in one list, by day, time and child (R85, R86, R115). */
export function calendarOf(input: CalendarInput): planning.CalendarView {
  const { from, until, patterns, isClosed } = input;
  const entries = [
    ...expectedDays(patterns, from, until, isClosed).map((expected) =>
      plannedEntry(input, expected),
    ),
    ...input.bookings.map((booking) => extraEntry(input, booking)),
  ];
  return { from, until, entries: entries.sort(byDayTimeAndChild), closures: closuresOf(input) };
}

function plannedEntry(
  input: CalendarInput,
  { on, startsAt, endsAt, ...at }: ExpectedTimes,
): planning.CalendarEntry {
  return {
    on,
    child: personOf(input, at.childId).name,
    group: groupOf(input, at.groupId),
    startsAt: formatTime(startsAt),
    endsAt: formatTime(endsAt),
    kind: 'planned',
    status: null,
    productName: null,
    requestId: null,
    bookingId: null,
    cancel: null,
  };
}

function extraEntry(input: CalendarInput, booking: CalendarBooking): planning.CalendarEntry {
  const { on, status, productName, requestId, bookingId } = booking;
  const { access, name } = personOf(input, booking.childId);
  return {
    on,
    child: name,
    group: groupOf(input, booking.groupId),
    startsAt: formatTime(booking.startsAt),
    endsAt: formatTime(booking.endsAt),
    kind: 'extra',
    status,
    productName,
    requestId,
    bookingId,
    cancel: cancellable({ status, careOn: on, today: input.today, policy: input.policy, access }),
  };
}

function closuresOf({ closed, groups }: CalendarInput): planning.CalendarView['closures'] {
  const names = new Map(groups.map(({ locationId, locationName }) => [locationId, locationName]));
  return closed.map(({ on, reason, locationId }) => ({
    on,
    locationName: locationId === null ? null : (names.get(locationId) ?? null),
    reason,
  }));
}

function personOf({ children }: CalendarInput, id: string) {
  const child = children.find(({ childId }) => childId === id);
  if (!child) throw new Error('Care of a child that was not loaded');
  const { childId, firstName, access } = child;
  return { name: { childId, firstName }, access };
}

function groupOf({ groups }: CalendarInput, id: string): planning.GroupName {
  const group = groups.find(({ groupId }) => groupId === id);
  if (!group) throw new Error('Care in a group that was not loaded');
  return group;
}

function byDayTimeAndChild(a: planning.CalendarEntry, b: planning.CalendarEntry): number {
  return (
    a.on.localeCompare(b.on) ||
    a.startsAt.localeCompare(b.startsAt) ||
    byChildName(a.child, b.child) ||
    a.endsAt.localeCompare(b.endsAt)
  );
}
