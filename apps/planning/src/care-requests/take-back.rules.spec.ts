import { describe, expect, it } from '@jest/globals';
import { type TakeBackFacts, takeBackSeconds, takenBack, toldFrom } from './take-back.rules.js';

const at = (time: string) => new Date(`2026-03-02T${time}Z`);
const facts = (changed: Partial<TakeBackFacts> = {}): TakeBackFacts => ({
  policy: { takeBackMinutes: 1 },
  isTold: false,
  now: at('10:00:30'),
  today: '2026-03-02',
  ...changed,
});
const decided = (bookingId: string, time = '10:00:00') => ({
  bookingId,
  status: 'approved' as const,
  lapsesOn: '2026-03-10',
  decidedAt: at(time),
});
const waiting = (bookingId: string) => ({
  bookingId,
  status: 'requested' as const,
  lapsesOn: '2026-03-10',
  decidedAt: null,
});

describe('for how long a decision can be taken back', () => {
  it('is the rest of the organisation’s minutes after the last of them', () => {
    const bookings = [decided('a', '09:59:45'), decided('b'), waiting('c')];
    expect(takeBackSeconds(bookings, facts())).toBe(30);
  });

  it.each([
    ['the minute is over', [decided('a')], facts({ now: at('10:01:00') })],
    ['the family was told', [decided('a')], facts({ isTold: true })],
    [
      'the organisation gives no minutes',
      [decided('a')],
      facts({ policy: { takeBackMinutes: 0 } }),
    ],
    ['nothing was decided', [waiting('a')], facts()],
    ['it would lapse at once', [decided('a')], facts({ today: '2026-03-11' })],
  ])('is never when %s', (_case, bookings, known) => {
    expect(takeBackSeconds(bookings, known)).toBeNull();
  });
});

describe('from when the family hears of it', () => {
  const policy = { takeBackMinutes: 5 };
  const now = at('10:02:00');
  const cancelled = { status: 'cancelled' as const, decidedAt: null };

  it.each([
    [
      'when the last decision cannot be taken back',
      [decided('a'), decided('b', '10:01:00')],
      '10:06:00',
    ],
    ['at once when that was long ago', [decided('a', '09:00:00'), cancelled], '10:02:00'],
    ['at once when time decided', [{ status: 'withdrawn' as const, decidedAt: null }], '10:02:00'],
  ])('is %s', (_case, bookings, time) => {
    expect(toldFrom(bookings, policy, now)).toEqual(at(time));
  });

  it('is never when the parent cancelled all of it', () => {
    expect(toldFrom([cancelled, cancelled], policy, now)).toBeNull();
  });
});

describe('taking decisions back', () => {
  const takeBack = (
    bookingIds: string[],
    { asWhole = false, ...changed }: Partial<TakeBackFacts> & { asWhole?: boolean } = {},
  ) => {
    const mine = [decided('a'), decided('b'), waiting('c')];
    const all = [...mine, waiting('d')];
    return takenBack({ ...facts(changed), bookingIds, mine, all, asWhole }).map(
      ({ bookingId }) => bookingId,
    );
  };
  const refusal = (code: string) => expect.objectContaining({ code });

  it('gives those that are named', () => {
    expect(takeBack(['b'])).toEqual(['b']);
  });

  it('takes what was judged as a whole back as a whole', () => {
    expect(takeBack(['a', 'b'], { asWhole: true })).toEqual(['a', 'b']);
    expect(() => takeBack(['a'], { asWhole: true })).toThrow(refusal('decide-as-a-whole'));
  });

  it('knows no booking of somebody else’s groups', () => {
    expect(() => takeBack(['a', 'd'])).toThrow(refusal('not-found'));
  });

  it.each([
    ['waits still', ['a', 'c'], {}],
    ['was decided too long ago', ['a'], { now: at('10:01:00') }],
    ['the family was told of', ['a'], { isTold: true }],
  ])('takes nothing back when one %s', (_case, ids, changed) => {
    expect(() => takeBack(ids, changed)).toThrow(refusal('take-back-too-late'));
  });
});
