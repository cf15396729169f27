import type { planning } from '@ouderportaal/contracts';
import { addDays, type LocalDate } from '@ouderportaal/kernel';

export interface CancelQuestion {
  status: planning.BookingStatus;
  careOn: LocalDate;
  today: LocalDate;
  policy: Pick<planning.PlanningPolicy, 'cancelUntilDaysBefore'>;
  access: 'full' | 'read-only';
}

/**
 * Whether a guardian can cancel a booking: only while it waits, and until as many days before the care
 * day as the organisation's policy says (R121, R124, R243). `until` is the last such day.
 */
export function cancellable(question: CancelQuestion): planning.Cancellable {
  const { status, careOn, today, policy, access } = question;
  if (status !== 'requested') return refused('not-open');
  if (access === 'read-only') return refused('read-only-access');
  if (policy.cancelUntilDaysBefore === null) return refused('not-allowed-by-policy');
  const until = addDays(careOn, -policy.cancelUntilDaysBefore);
  if (today > until) return { isPossible: false, until, reason: 'too-late' };
  return { isPossible: true, until, reason: null };
}

function refused(reason: planning.Cancellable['reason']): planning.Cancellable {
  return { isPossible: false, until: null, reason };
}
