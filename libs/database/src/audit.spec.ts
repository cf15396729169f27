import { describe, expect, it } from '@jest/globals';
import { namedIn } from './audit.js';

const id = (n: number) => `0197f000-0000-7000-8000-${String(n).padStart(12, '0')}`;

describe('what an audit row names', () => {
  it('is every id with its field, and nothing that a person wrote', () => {
    const input = {
      requestId: id(1),
      remark: 'Mila is ziek',
      decisions: [
        { bookingId: id(2), outcome: 'rejected', reason: 'vol' },
        { bookingId: id(3), outcome: 'approved' },
      ],
    };
    expect(namedIn(input)).toEqual({ requestId: [id(1)], bookingId: [id(2), id(3)] });
  });

  it('is bounded', () => {
    const many = { bookingId: Array.from({ length: 500 }, (_, n) => id(n)) };
    expect(namedIn(many)['bookingId']).toHaveLength(50);
  });
});
