import { DomainError, type planning } from '@ouderportaal/contracts';
import type { LocalDate } from '@ouderportaal/kernel';
import type { Booking } from '../care-requests/booking.rules.js';
import { isOpen } from '../care-requests/care-requests.rules.js';

type Decidable = Pick<Booking, 'bookingId' | 'status' | 'lapsesOn'>;

interface DecisionInput<B extends Decidable> {
  decisions: readonly planning.Decision[];
  /** The request's bookings in groups of the one who decides. */
  mine: readonly B[];
  /** All bookings of the request. */
  all: readonly B[];
  asWhole: boolean;
  today: LocalDate;
}

/**
 * The bookings that are decided, if all of them may be: each exists for the one who decides, once, and
 * waits. A request to be judged as a whole takes every open booking at once, with one outcome (R111).
 * @throws `not-found`, `request-not-open`, `decide-as-a-whole`, `invalid-input`
 */
export function assertDecidable<B extends Decidable>(input: DecisionInput<B>): void {
  const { decisions, mine, today } = input;
  const ids = new Set(decisions.map(({ bookingId }) => bookingId));
  if (ids.size < decisions.length) {
    throw new DomainError('invalid-input', {}, [
      { path: ['decisions'], message: 'Decide each booking once' },
    ]);
  }
  const decided = mine.filter(({ bookingId }) => ids.has(bookingId));
  if (decided.length < ids.size) throw new DomainError('not-found');
  if (!decided.every((booking) => isOpen(booking, today))) {
    throw new DomainError('request-not-open');
  }
  if (input.asWhole) assertWhole(input, ids);
}

function assertWhole<B extends Decidable>(
  { decisions, all, today }: DecisionInput<B>,
  ids: ReadonlySet<string>,
): void {
  const outcomes = new Set(decisions.map(({ outcome }) => outcome));
  const isComplete = all
    .filter((booking) => isOpen(booking, today))
    .every(({ bookingId }) => ids.has(bookingId));
  if (outcomes.size > 1 || !isComplete) throw new DomainError('decide-as-a-whole');
}
