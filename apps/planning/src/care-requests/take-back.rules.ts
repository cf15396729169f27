import { DomainError, type planning } from '@ouderportaal/contracts';
import type { LocalDate } from '@ouderportaal/kernel';
import type { Booking } from './booking.rules.js';

const MINUTE_MS = 60_000;

type Decided = Pick<Booking, 'bookingId' | 'status' | 'lapsesOn' | 'decidedAt'>;

/** What says whether and for how long decisions of a request can be taken back. */
export interface TakeBackFacts {
  policy: Pick<planning.PlanningPolicy, 'takeBackMinutes'>;
  /** The family heard the outcome already. */
  isTold: boolean;
  now: Date;
  today: LocalDate;
}

/** Until when what was decided at this moment can be taken back, excluded. */
function takeBackEnd(
  decidedAt: Date,
  { takeBackMinutes }: Pick<planning.PlanningPolicy, 'takeBackMinutes'>,
): Date {
  return new Date(decidedAt.getTime() + takeBackMinutes * MINUTE_MS);
}

/**
 * From when the family may hear what became of a request of which nothing waits: when nobody can take a
 * decision of it back any more. Null when there is nothing to hear: a parent who cancels everything knows it.
 */
export function toldFrom(
  bookings: readonly Pick<Booking, 'status' | 'decidedAt'>[],
  policy: Pick<planning.PlanningPolicy, 'takeBackMinutes'>,
  now: Date,
): Date | null {
  if (bookings.every(({ status }) => status === 'cancelled')) return null;
  const ends = bookings.flatMap(({ decidedAt }) =>
    decidedAt ? takeBackEnd(decidedAt, policy).getTime() : [],
  );
  return new Date(Math.max(now.getTime(), ...ends));
}

/** For how many seconds the decision that was taken last can be taken back; null when none can be. */
export function takeBackSeconds(bookings: readonly Decided[], facts: TakeBackFacts): number | null {
  const ends = bookings.flatMap((booking) =>
    booking.decidedAt && canBeTakenBack(booking, facts)
      ? takeBackEnd(booking.decidedAt, facts.policy).getTime()
      : [],
  );
  return ends.length === 0 ? null : Math.ceil((Math.max(...ends) - facts.now.getTime()) / 1_000);
}

interface TakeBackInput<B extends Decided> extends TakeBackFacts {
  bookingIds: readonly string[];
  /** The request's bookings in groups of the one who takes back. */
  mine: readonly B[];
  /** All bookings of the request. */
  all: readonly B[];
  asWhole: boolean;
}

/**
 * The bookings that wait again, if all of them may. What was judged as a whole is taken back as a whole.
 * @throws `not-found`, `take-back-too-late`, `decide-as-a-whole`
 */
export function takenBack<B extends Decided>(input: TakeBackInput<B>): B[] {
  const ids = new Set(input.bookingIds);
  const taken = input.mine.filter(({ bookingId }) => ids.has(bookingId));
  if (taken.length < ids.size) throw new DomainError('not-found');
  if (!taken.every((booking) => canBeTakenBack(booking, input))) {
    throw new DomainError('take-back-too-late');
  }
  const isWhole = input.all.every((one) => ids.has(one.bookingId) || one.decidedAt === null);
  if (input.asWhole && !isWhole) throw new DomainError('decide-as-a-whole');
  return taken;
}

function canBeTakenBack(booking: Decided, { policy, isTold, now, today }: TakeBackFacts): boolean {
  const { decidedAt, lapsesOn } = booking;
  return !isTold && decidedAt !== null && lapsesOn >= today && now < takeBackEnd(decidedAt, policy);
}
