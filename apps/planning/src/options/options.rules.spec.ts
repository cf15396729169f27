import { describe, expect, it } from '@jest/globals';
import type { planning } from '@ouderportaal/contracts';
import { addDays } from '@ouderportaal/kernel';
import fc from 'fast-check';
import { childOptions } from './child-options.rules.js';
import {
  judgeBooking,
  type JudgementContext,
  type OfferedProduct,
  valueOf,
  windowOf,
} from './options.rules.js';

const TODAY = '2026-03-02';
const TUESDAY = '2026-03-10';

const policy: planning.PlanningPolicy = {
  valuation: 'money',
  requestUntilDaysBefore: 2,
  requestUpToDaysAhead: 90,
  cancelUntilDaysBefore: 2,
  asWholeByDefault: true,
  decisionDaysBefore: 14,
  takeBackMinutes: 0,
  closedOnPublicHolidays: true,
  openOnHolidays: [],
};
const product = (productId: string, startsAt: number, endsAt: number): OfferedProduct => ({
  productId,
  name: productId,
  groupId: 'group',
  startsAt,
  endsAt,
  cents: 5500,
  points: 2.5,
  weekdays: [1, 2, 3, 4, 5],
  validFrom: '2026-01-01',
  validUntil: '2026-12-31',
});
const products = [
  product('morning', 465, 780),
  product('whole-day', 465, 1110),
  product('afternoon', 780, 1110),
];
const context = (changed: Partial<JudgementContext> = {}): JudgementContext => ({
  policy,
  today: TODAY,
  window: windowOf(policy, TODAY),
  access: new Map([['child', 'full']]),
  patterns: [
    {
      placementId: 'placement',
      childId: 'child',
      groupId: 'group',
      startsOn: '2026-01-01',
      endsOn: '2026-05-19',
      days: [{ weekday: 1, weeks: 'all', startsAt: 450, endsAt: 1110 }],
    },
  ],
  isClosed: () => false,
  products,
  booked: [],
  ...changed,
});
const judge = (changed: Partial<JudgementContext> = {}, wanted: object = {}) => {
  const booking = { childId: 'child', groupId: 'group', productId: 'morning', on: TUESDAY };
  const judgement = judgeBooking(context(changed), { ...booking, ...wanted });
  return judgement.ok ? 'ok' : judgement.problem;
};
const booked = (status: 'requested' | 'approved', startsAt: number, endsAt: number) => [
  { childId: 'child', groupId: 'group', on: TUESDAY, startsAt, endsAt, status },
];

describe('asking for care', () => {
  it('R98: is possible for a daypart that the group of the child offers', () => {
    expect(
      judgeBooking(context(), {
        childId: 'child',
        groupId: 'group',
        productId: 'morning',
        on: TUESDAY,
      }),
    ).toEqual({ ok: true, product: products[0] });
  });

  it.each([
    ['yesterday', '2026-03-01', 'date-in-the-past'],
    ['today', '2026-03-02', 'request-too-late'],
    ['the last day that is too late', '2026-03-03', 'request-too-late'],
    ['the first day that is not', '2026-03-04', 'ok'],
    ['the day after the placement', '2026-05-20', 'outside-placement'],
    ['the day after the window', '2026-06-01', 'request-too-early'],
  ])('R91: %s', (_case, on, answer) => {
    expect(judge({}, { on })).toBe(answer);
  });

  it.each([
    ['a child of somebody else', { childId: 'stranger' }, 'not-found'],
    ['a group the child is not in', { groupId: 'elsewhere' }, 'outside-placement'],
    ['a daypart the group does not offer', { productId: 'night' }, 'daypart-not-offered'],
    ['a weekday it is not offered on', { on: '2026-03-14' }, 'daypart-not-offered'],
  ])('R91: not for %s', (_case, wanted, answer) => {
    expect(judge({}, wanted)).toBe(answer);
  });

  it('R98: not for a product before or after it is valid', () => {
    const soon = { ...products[0]!, validFrom: '2026-03-11' };
    const over = { ...products[0]!, validUntil: '2026-03-09' };
    expect(judge({ products: [soon] })).toBe('daypart-not-offered');
    expect(judge({ products: [over] })).toBe('daypart-not-offered');
  });

  it('R53: not by a guardian who may only read', () => {
    expect(judge({ access: new Map([['child', 'read-only']]) })).toBe('read-only-access');
  });

  it('not on a day on which the location is closed', () => {
    expect(judge({ isClosed: () => true })).toBe('closed-on-date');
  });

  it('R99: not where the child is expected anyway', () => {
    expect(judge({}, { on: '2026-03-09' })).toBe('already-planned');
    expect(judge({ booked: booked('approved', 700, 1110) })).toBe('already-planned');
  });

  it('not twice, but beside what was asked for', () => {
    expect(judge({ booked: booked('requested', 465, 780) })).toBe('already-requested');
    expect(judge({ booked: booked('requested', 780, 1110) })).toBe('ok');
  });

  it('has a window that counts from today', () => {
    expect(windowOf(policy, TODAY)).toEqual({ from: '2026-03-04', until: '2026-05-31' });
  });

  it('R104: is worth euros, points or nothing, as the organisation counts', () => {
    const [one] = products;
    expect(valueOf({ valuation: 'money' }, one!)).toEqual({ cents: 5500, points: null });
    expect(valueOf({ valuation: 'points' }, one!)).toEqual({ cents: null, points: 2.5 });
    expect(valueOf({ valuation: 'none' }, one!)).toEqual({ cents: null, points: null });
  });
});

describe('the options of a child', () => {
  const child = { childId: 'child', firstName: 'Mila' };
  const group = { groupId: 'group', groupName: 'Groep', locationId: 'l', locationName: 'Locatie' };
  const optionsOf = (changed: Partial<JudgementContext>, on = TUESDAY) =>
    childOptions(context(changed), child, [group], on);

  it.each<[string, Partial<JudgementContext>, string, string | null]>([
    ['nothing when something can be asked for', {}, TUESDAY, null],
    ['that nothing is offered on a Saturday', {}, '2026-03-14', 'daypart-not-offered'],
    ['that the child is planned', {}, '2026-03-09', 'already-planned'],
    ['that the location is closed', { isClosed: () => true }, TUESDAY, 'closed-on-date'],
    ['that there is no placement', { patterns: [] }, TUESDAY, 'outside-placement'],
    ['that it is too late', {}, '2026-03-03', 'request-too-late'],
  ])('say %s', (_case, changed, on, because) => {
    expect(optionsOf(changed, on)).toMatchObject({
      isPossible: because === null,
      notPossibleBecause: because,
    });
  });

  it('R91: agree with the judgement of every single booking', () => {
    const someDay = fc.integer({ min: -3, max: 100 }).map((days) => addDays(TODAY, days));
    const someTimes = fc.constantFrom([450, 780], [780, 1110], [700, 720]);
    const status = fc.constantFrom('requested' as const, 'approved' as const);
    fc.assert(
      fc.property(
        someDay,
        someTimes,
        status,
        fc.boolean(),
        (on, [from = 0, to = 0], is, closed) => {
          const now = context({
            booked: [{ ...booked(is, from, to)[0]!, on }],
            isClosed: () => closed,
          });
          const options = childOptions(now, child, [group], on);
          const listed = options.groups.flatMap((one) => one.options);
          for (const { productId, isPossible, notPossibleBecause } of listed) {
            const judgement = judgeBooking(now, {
              childId: 'child',
              groupId: 'group',
              productId,
              on,
            });
            expect(isPossible).toBe(judgement.ok);
            expect(notPossibleBecause).toBe(judgement.ok ? null : judgement.problem);
          }
          expect(options.isPossible).toBe(listed.some(({ isPossible }) => isPossible));
          expect(options.isPossible).toBe(options.notPossibleBecause === null);
        },
      ),
    );
  });
});
