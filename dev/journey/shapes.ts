/** The parts of the API's answers that the journey looks at, as its documentation describes them. */

export interface Problem {
  status: number;
  code: string;
  detail: string;
}

export interface Value {
  cents: number | null;
  points: number | null;
}

export interface Option {
  productId: string;
  productName: string;
  startsAt: string;
  endsAt: string;
  value: Value;
  isPossible: boolean;
}

export interface ChildOptions {
  child: { childId: string; firstName: string };
  isPossible: boolean;
  groups: { group: { groupId: string; groupName: string }; options: Option[] }[];
}

export interface Booking {
  bookingId: string;
  requestId: string;
  child: { childId: string; firstName: string };
  group: { groupId: string; groupName: string; locationName: string };
  on: string;
  startsAt: string;
  endsAt: string;
  value: Value;
  status: string;
  reason: string | null;
}

export interface CareRequest {
  requestId: string;
  isOpen: boolean;
  remark: string | null;
  lapsesOn: string | null;
  total: Value;
  bookings: Booking[];
}

export interface Occupancy {
  daypart: string;
  capacity: number | null;
  planned: number;
  extra: number;
  requested: number;
  free: number | null;
}

export interface QueueItem {
  requestId: string;
  remark: string | null;
  bookings: { booking: Booking; occupancy: Occupancy[]; obstacle: string | null }[];
}

export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

export interface CalendarEntry {
  on: string;
  child: { childId: string; firstName: string };
  kind: string;
  status: string | null;
  bookingId: string | null;
  startsAt: string;
  endsAt: string;
}

export interface MailSummary {
  mailId: string;
  kind: string;
  subject: string;
  createdAt: string;
}
