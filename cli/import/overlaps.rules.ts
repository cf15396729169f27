import { type LocalDate, parseTime, rangesOverlap, timesOverlap } from '@ouderportaal/kernel';

/** Care on a weekday, of a placement that holds from a day to a day. */
export interface CareDay {
  weekday: number;
  weeks: 'all' | 'even' | 'odd';
  startsAt: string;
  endsAt: string;
  startsOn: LocalDate;
  endsOn: LocalDate | null;
}

/** Whether a child would be expected in two places at once. */
export function careDaysOverlap(a: CareDay, b: CareDay): boolean {
  return (
    a.weekday === b.weekday &&
    (a.weeks === 'all' || b.weeks === 'all' || a.weeks === b.weeks) &&
    timesOverlap(timesOf(a), timesOf(b)) &&
    rangesOverlap({ from: a.startsOn, until: a.endsOn }, { from: b.startsOn, until: b.endsOn })
  );
}

function timesOf({ startsAt, endsAt }: CareDay) {
  return { startsAt: parseTime(startsAt), endsAt: parseTime(endsAt) };
}
