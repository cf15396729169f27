import { describe, expect, it } from '@jest/globals';
import type { planning } from '@ouderportaal/contracts';
import { cancellable, type CancelQuestion } from './cancellable.rules.js';

const question = (changed: Partial<CancelQuestion> = {}): CancelQuestion => ({
  status: 'requested',
  careOn: '2026-03-20',
  today: '2026-03-02',
  policy: { cancelUntilDaysBefore: 7 },
  access: 'full',
  ...changed,
});

describe('cancelling', () => {
  it.each([
    ['long before', '2026-03-02', true, null],
    ['on the last day', '2026-03-13', true, null],
    ['a day later', '2026-03-14', false, 'too-late'],
    ['after the care day', '2026-03-21', false, 'too-late'],
  ])('R243: %s', (_case, today, isPossible, reason) => {
    expect(cancellable(question({ today }))).toEqual({ isPossible, until: '2026-03-13', reason });
  });

  it('R243: on the care day itself where the policy says so', () => {
    const policy = { cancelUntilDaysBefore: 0 };
    expect(cancellable(question({ policy, today: '2026-03-20' })).isPossible).toBe(true);
  });

  it.each<planning.BookingStatus>(['approved', 'rejected', 'cancelled', 'withdrawn'])(
    'R121: of a booking that is %s is not possible',
    (status) => {
      expect(cancellable(question({ status }))).toEqual({
        isPossible: false,
        until: null,
        reason: 'not-open',
      });
    },
  );

  it('R124: says so when the policy never allows it', () => {
    expect(cancellable(question({ policy: { cancelUntilDaysBefore: null } }))).toEqual({
      isPossible: false,
      until: null,
      reason: 'not-allowed-by-policy',
    });
  });

  it('R239: is not for a guardian who may only read', () => {
    expect(cancellable(question({ access: 'read-only' })).reason).toBe('read-only-access');
  });
});
