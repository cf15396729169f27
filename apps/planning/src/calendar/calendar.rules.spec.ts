import { describe, expect, it } from '@jest/globals';
import { DomainError, type planning } from '@ouderportaal/contracts';
import { assertReadablePeriod, type CalendarInput, calendarOf } from './calendar.rules.js';

const group = { groupId: 'group', groupName: 'Groep', locationId: 'l', locationName: 'Locatie' };
const input = (changed: Partial<CalendarInput> = {}): CalendarInput => ({
  from: '2026-03-02',
  until: '2026-03-08',
  today: '2026-03-02',
  policy: { cancelUntilDaysBefore: 2 } as planning.PlanningPolicy,
  children: [
    { childId: 'b', firstName: 'Bram', access: 'full' },
    { childId: 'n', firstName: 'Noor', access: 'full' },
  ],
  groups: [group],
  patterns: [],
  bookings: [],
  closed: [],
  isClosed: () => false,
  ...changed,
});
const placement = (childId: string, startsAt: number) => ({
  placementId: `placement of ${childId}`,
  childId,
  groupId: 'group',
  startsOn: '2026-01-01',
  endsOn: null,
  days: [{ weekday: 2, weeks: 'all' as const, startsAt, endsAt: 1110 }],
});
const booking = (childId: string, on: string, startsAt: number) => ({
  bookingId: `booking of ${childId}`,
  requestId: 'request',
  childId,
  groupId: 'group',
  productName: 'Middag',
  on,
  startsAt,
  endsAt: 1110,
  status: 'requested' as const,
});

describe('the calendar of a family', () => {
  it('R86: has planned and extra care in one list, by day, time and child', () => {
    const { entries } = calendarOf(
      input({
        patterns: [placement('n', 780), placement('b', 780)],
        bookings: [booking('n', '2026-03-04', 450), booking('b', '2026-03-03', 450)],
      }),
    );
    expect(
      entries.map(({ on, startsAt, kind, child }) => [on, startsAt, kind, child.firstName]),
    ).toEqual([
      ['2026-03-03', '07:30', 'extra', 'Bram'],
      ['2026-03-03', '13:00', 'planned', 'Bram'],
      ['2026-03-03', '13:00', 'planned', 'Noor'],
      ['2026-03-04', '07:30', 'extra', 'Noor'],
    ]);
  });

  it('names the location that is closed, or none when all are', () => {
    const closed = [
      { on: '2026-03-03', reason: 'Verbouwing', locationId: 'l' },
      { on: '2026-03-04', reason: 'Studiedag', locationId: null },
    ];
    expect(calendarOf(input({ closed })).closures).toEqual([
      { on: '2026-03-03', reason: 'Verbouwing', locationName: 'Locatie' },
      { on: '2026-03-04', reason: 'Studiedag', locationName: null },
    ]);
  });

  it.each([
    ['one day', '2026-03-02', '2026-03-02', true],
    ['100 days', '2026-01-01', '2026-04-10', true],
    ['101 days', '2026-01-01', '2026-04-11', false],
    ['no day at all', '2026-03-02', '2026-03-01', false],
  ])('R89: can span %s: %s to %s', (_case, from, until, isReadable) => {
    const attempt = () => assertReadablePeriod(from, until);
    if (isReadable) expect(attempt).not.toThrow();
    else expect(attempt).toThrow(new DomainError('date-range-invalid'));
  });
});
