import type { Language, planning } from '@ouderportaal/contracts';
import type { LocalDate } from '@ouderportaal/kernel';
import type { GroupClosed } from '../patterns/patterns.rules.js';
import {
  type Closure,
  type ClosureCalendar,
  closureCalendar,
  groupClosed,
} from './closures.rules.js';
import { loadPublicHolidays } from './holidays.rules.js';

interface ClosedDaysQuestion {
  recorded: readonly Closure[];
  policy: planning.PlanningPolicy;
  from: LocalDate;
  until: LocalDate;
  /** The groups that are asked about. */
  groups: readonly { groupId: string; locationId: string }[];
  /** In which holidays are named; Dutch unless it says otherwise. */
  language?: Language;
}

/** Which days are closed from `from` to `until` (both included), with the country's holidays. */
export async function closedDays(
  question: ClosedDaysQuestion,
): Promise<{ calendar: ClosureCalendar; isClosed: GroupClosed }> {
  const { recorded, policy, from, until, groups, language } = question;
  const closures = {
    recorded,
    holidays: await loadPublicHolidays(),
    ...(language && { language }),
  };
  const calendar = closureCalendar(closures, policy, from, until);
  return { calendar, isClosed: groupClosed(calendar, groups) };
}
