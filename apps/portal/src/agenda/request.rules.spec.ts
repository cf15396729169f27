import { describe, expect, it } from '@jest/globals';
import { asked, type DraftBooking, EMPTY_REQUEST, wholeIsPossible } from './request.rules.js';

const booking = (wishes: Partial<DraftBooking> = {}): DraftBooking => ({
  childId: 'noor',
  firstName: 'Noor',
  groupId: 'egels',
  productId: 'whole',
  on: '2026-12-15',
  startsAt: '07:30',
  endsAt: '18:30',
  ...wishes,
});
const draft = (...bookings: DraftBooking[]) => ({ ...EMPTY_REQUEST, bookings });

describe('a request that is being written', () => {
  it.each([
    ['one booking', draft(booking()), false],
    ['two children on one day', draft(booking(), booking({ childId: 'sem' })), true],
    ['two days', draft(booking(), booking({ on: '2026-12-16' })), false],
    ['a period', draft(booking({ until: '2026-12-18' }), booking({ childId: 'sem' })), false],
  ])('R112: is all or none only for several bookings of one day: %s', (_, written, expected) => {
    expect(wholeIsPossible(written)).toBe(expected);
  });

  it('leaves with what the API takes and nothing else', () => {
    expect(asked({ ...draft(booking()), remark: '  ', asWhole: true })).toEqual({
      bookings: [{ childId: 'noor', groupId: 'egels', productId: 'whole', on: '2026-12-15' }],
    });
  });

  it('a period of one day is a day', () => {
    const [only] = asked(draft(booking({ until: '2026-12-15' }))).bookings;

    expect(only).not.toHaveProperty('until');
  });
});
