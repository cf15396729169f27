import { describe, expect, it } from '@jest/globals';
import { oneBooking, render } from '../../test/support/render.js';
import { LISTED } from '../mails/mail-renderer.js';
import { bookingRows, whenInWords } from './care-request.js';
import { outcomeOf } from './care-request.rules.js';
import { requestDecided } from './request-decided/request-decided.kind.js';
import { requestReceipt } from './request-receipt/request-receipt.kind.js';
import { requestWithdrawn } from './request-withdrawn/request-withdrawn.kind.js';

const booking = (on: string, status: 'requested' | 'approved' | 'rejected' | 'withdrawn') => ({
  childInitial: 'B',
  on,
  startsAt: '08:00',
  endsAt: '13:00',
  status,
});

describe('what a mail says of a request', () => {
  it('names the day when there is one, and counts them when there are more', () => {
    const one = [booking('2026-03-03', 'requested')];
    const two = [...one, booking('2026-03-05', 'requested')];

    expect(whenInWords('nl', one, ['requested'])).toBe('dinsdag 3 maart 2026');
    expect(whenInWords('nl', two, ['requested'])).toBe('2 dagen');
    expect(whenInWords('en', two, ['requested'])).toBe('2 days');
  });

  it('R113: is about the days that lapsed, and lists the others', () => {
    const bookings = [booking('2026-03-03', 'approved'), booking('2026-03-05', 'withdrawn')];

    expect(whenInWords('nl', bookings, ['withdrawn'])).toBe('donderdag 5 maart 2026');
    expect(bookingRows('nl', bookings).map(({ outcome }) => outcome)).toEqual([
      'goedgekeurd',
      'vervallen',
    ]);
  });

  it('is about all days when none stands out', () => {
    expect(whenInWords('nl', [booking('2026-03-03', 'approved')], ['withdrawn'])).toBe(
      'dinsdag 3 maart 2026',
    );
  });

  it.each([
    ['possible', ['approved', 'approved'], { isApproved: true, isRejected: false }],
    ['not possible', ['rejected', 'rejected'], { isApproved: false, isRejected: true }],
    ['possible in part', ['approved', 'rejected'], { isApproved: false, isRejected: false }],
    ['possible, the rest lapsed', ['approved', 'withdrawn'], { isApproved: true }],
  ] as const)('R118: care is %s', (_case, [first, second], expected) => {
    const bookings = [booking('2026-03-03', first), booking('2026-03-04', second)];

    expect(outcomeOf(bookings)).toMatchObject(expected);
  });

  it('lists bookings by day', () => {
    const days = ['2026-05-01', '2026-01-01', '2026-03-01'];

    const rows = bookingRows(
      'nl',
      days.map((on) => booking(on, 'requested')),
    );

    expect(rows.map(({ what }) => what)).toEqual([
      'donderdag 1 januari 2026',
      'zondag 1 maart 2026',
      'vrijdag 1 mei 2026',
    ]);
  });
});

describe.each([requestReceipt, requestDecided, requestWithdrawn])(
  'a mail about a request ($name)',
  (kind) => {
    it('never shows more than an initial of a child, whatever it is given', () => {
      for (const language of ['nl', 'en'] as const) {
        const mail = render(kind, {
          facts: oneBooking('requested', 'Saartje'),
          reader: { language },
        });
        expect(JSON.stringify(mail)).not.toContain('Saartje');
        expect(mail.text).toContain('S.');
      }
    });

    it('lists no more than a mail can hold, and counts the others', () => {
      const bookings = Array.from({ length: LISTED + 5 }, () => booking('2026-03-03', 'requested'));

      const { text, html } = render(kind, { facts: { bookings } });

      expect(text.match(/^- /gm)).toHaveLength(LISTED);
      expect(text).toContain('En nog 5 meer.');
      expect(html.length).toBeLessThan(100_000);
    });
  },
);
