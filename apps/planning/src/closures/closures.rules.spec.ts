import { beforeAll, describe, expect, it } from '@jest/globals';
import type { planning } from '@ouderportaal/contracts';
import { type Closure, closureCalendar, groupClosed } from './closures.rules.js';
import { loadPublicHolidays, type PublicHolidays } from './holidays.rules.js';

const rules: planning.PlanningPolicy = {
  valuation: 'money',
  requestUntilDaysBefore: 1,
  requestUpToDaysAhead: 180,
  cancelUntilDaysBefore: 2,
  asWholeByDefault: true,
  decisionDaysBefore: 14,
  takeBackMinutes: 0,
  closedOnPublicHolidays: true,
  openOnHolidays: [],
};

let holidays: PublicHolidays;
beforeAll(async () => {
  holidays = await loadPublicHolidays();
});

const calendar = (recorded: Closure[], changed: Partial<planning.PlanningPolicy> = {}) =>
  closureCalendar({ recorded, holidays }, { ...rules, ...changed }, '2026-01-01', '2027-12-31');

describe('public holidays', () => {
  it.each([
    ['2026-01-01', 'Nieuwjaar', "New Year's Day"],
    ['2026-04-06', 'Tweede paasdag', 'Easter Monday'],
    ['2026-04-27', 'Koningsdag', "King's Day"],
    ['2026-05-05', 'Bevrijdingsdag', 'Liberation Day'],
    ['2026-05-14', 'Hemelvaartsdag', 'Ascension Day'],
    ['2026-05-25', 'Tweede pinksterdag', 'Whit Monday'],
    ['2026-12-25', 'Kerstmis', 'Christmas Day'],
  ])('%s is %s', (on, nl, en) => {
    expect(holidays(on)).toEqual({ nl, en });
  });

  it.each([
    ['Good Friday', '2026-04-03'],
    ['the eve of Saint Nicholas', '2026-12-05'],
    ["New Year's Eve", '2026-12-31'],
    ['an ordinary Monday', '2026-03-02'],
  ])('%s is none', (_case, on) => {
    expect(holidays(on)).toBeNull();
  });

  it("King's Day moves to Saturday when it falls on a Sunday", () => {
    expect(holidays('2025-04-27')).toBeNull();
    expect(holidays('2025-04-26')).toMatchObject({ nl: 'Koningsdag' });
  });

  it('close the whole organisation, unless its policy says otherwise', () => {
    const closed = { reason: 'Bevrijdingsdag', locationId: null };
    expect(calendar([]).find('here', '2026-05-05')).toEqual(closed);
    expect(calendar([], { openOnHolidays: ['05-05'] }).find('here', '2026-05-05')).toBeNull();
    expect(calendar([], { openOnHolidays: ['05-05'] }).find('here', '2026-05-14')).not.toBeNull();
    expect(calendar([], { closedOnPublicHolidays: false }).find('here', '2026-05-14')).toBeNull();
  });

  it('have the name of the language of the organisation', () => {
    const closures = { recorded: [], holidays, language: 'en' as const };
    const english = closureCalendar(closures, rules, '2026-05-05', '2026-05-05');
    expect(english.find('here', '2026-05-05')?.reason).toBe('Liberation Day');
  });
});

describe('closures', () => {
  const here = {
    locationId: 'here',
    startsOn: '2026-03-03',
    endsOn: '2026-03-04',
    reason: 'Studie',
  };
  const all = { locationId: null, startsOn: '2026-03-04', endsOn: '2026-03-05', reason: 'Storing' };

  it('close their location from the first to the last day', () => {
    const { find } = calendar([here]);
    const days = ['2026-03-02', '2026-03-03', '2026-03-04', '2026-03-05'];
    expect(days.map((on) => find('here', on) !== null)).toEqual([false, true, true, false]);
    expect(days.map((on) => find('there', on))).toEqual([null, null, null, null]);
  });

  it('of the whole organisation go before those of a location', () => {
    const { find } = calendar([here, all]);
    expect(find('here', '2026-03-04')).toEqual({ reason: 'Storing', locationId: null });
    expect(find('here', '2026-03-03')).toEqual({ reason: 'Studie', locationId: 'here' });
  });

  it('are listed once a day for the whole organisation, and else per location', () => {
    const closures = { recorded: [here, all], holidays };
    const { list } = closureCalendar(closures, rules, '2026-03-03', '2026-03-08');
    expect(list(['here', 'there'])).toEqual([
      { on: '2026-03-03', reason: 'Studie', locationId: 'here' },
      { on: '2026-03-04', reason: 'Storing', locationId: null },
      { on: '2026-03-05', reason: 'Storing', locationId: null },
    ]);
    expect(list([])).toHaveLength(2);
  });

  it('are not known of days outside the calendar', () => {
    expect(() => calendar([]).find('here', '2028-01-01')).toThrow(RangeError);
  });

  it('close the groups of their location', () => {
    const isClosed = groupClosed(calendar([here]), [
      { groupId: 'a', locationId: 'here' },
      { groupId: 'b', locationId: 'there' },
    ]);
    expect(['a', 'b', 'unknown'].map((id) => isClosed(id, '2026-03-03'))).toEqual([
      true,
      false,
      false,
    ]);
  });
});
