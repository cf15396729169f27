import { describe, expect, it } from '@jest/globals';
import type { PlacementPattern } from '../patterns/patterns.rules.js';
import { type BookingFacts, obstacleOf } from './obstacles.rules.js';

/** A Tuesday. */
const ON = '2026-03-10';
const MORNING = { startsAt: 450, endsAt: 780 };

const placement = (changed: Partial<PlacementPattern> = {}): PlacementPattern => ({
  placementId: 'placement',
  childId: 'child',
  groupId: 'group',
  startsOn: '2026-01-01',
  endsOn: null,
  days: [{ weekday: 1, weeks: 'all', ...MORNING }],
  ...changed,
});

const facts = (changed: Partial<BookingFacts> = {}): BookingFacts => ({
  bookingId: 'booking',
  access: 'full',
  placements: [placement()],
  product: { weekdays: [2], validFrom: '2026-01-01', validUntil: null },
  ...changed,
});

const obstacle = (changed: Partial<BookingFacts>, isClosed = false) =>
  obstacleOf(
    { childId: 'child', groupId: 'group', on: ON, ...MORNING },
    facts(changed),
    () => isClosed,
  );

const planned = (startsAt: number, endsAt: number) =>
  placement({ days: [{ weekday: 2, weeks: 'all', startsAt, endsAt }] });

describe('what stands in the way of an approval', () => {
  it.each<[string, Partial<BookingFacts>, string | null]>([
    ['nothing, where all is as it was', {}, null],
    ['access that was lost', { access: null }, 'access-ended'],
    ['access that is for looking only', { access: 'read-only' }, 'access-ended'],
    ['no placement at all', { placements: [] }, 'placement-ended'],
    [
      'a placement that ends before',
      { placements: [placement({ endsOn: '2026-03-09' })] },
      'placement-ended',
    ],
    ['not a placement that ends that day', { placements: [placement({ endsOn: ON })] }, null],
    ['another group', { placements: [placement({ groupId: 'other' })] }, 'group-changed'],
    [
      'not a second group beside it',
      { placements: [placement(), placement({ groupId: 'other' })] },
      null,
    ],
    ['a product that the group gave up', { product: null }, 'no-longer-offered'],
    [
      'a product for other weekdays',
      { product: { weekdays: [3], validFrom: '2026-01-01', validUntil: null } },
      'no-longer-offered',
    ],
    [
      'a product that ended',
      { product: { weekdays: [2], validFrom: '2026-01-01', validUntil: '2026-03-09' } },
      'no-longer-offered',
    ],
    ['the weekly pattern at the same time', { placements: [planned(700, 900)] }, 'planned-since'],
    ['not the weekly pattern right after', { placements: [planned(780, 900)] }, null],
  ])('is %s', (_case, changed, code) => {
    expect(obstacle(changed)).toBe(code);
  });

  it('is a closed day, before what is offered', () => {
    expect(obstacle({}, true)).toBe('closed-since');
    expect(obstacle({ product: null }, true)).toBe('closed-since');
    expect(obstacle({ placements: [] }, true)).toBe('placement-ended');
  });
});
