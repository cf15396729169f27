import { describe, expect, it } from '@jest/globals';
import { dateInFull, LISTED, mailContent, portalLink } from './mail-content.rules.js';
import { sampleFacts, sampleReader, sampleSender } from './samples.js';

const contentOf = (
  kind: Parameters<typeof mailContent>[0],
  facts: Partial<Parameters<typeof mailContent>[1]> = {},
) => mailContent(kind, { ...sampleFacts(kind), ...facts }, sampleReader, sampleSender);

const booking = (on: string, status: 'requested' | 'approved' | 'rejected' | 'withdrawn') => ({
  childInitial: 'B',
  on,
  startsAt: '08:00',
  endsAt: '13:00',
  status,
});

describe('R248: a date in full', () => {
  it.each([
    ['nl', '2026-03-03', 'dinsdag 3 maart 2026'],
    ['nl', '2026-03-29', 'zondag 29 maart 2026'],
    ['en', '2026-03-03', 'Tuesday 3 March 2026'],
    ['en', '2028-02-29', 'Tuesday 29 February 2028'],
  ] as const)('in %s: %s', (language, on, expected) => {
    expect(dateInFull(language, on)).toBe(expected);
  });
});

describe('a link into the portal', () => {
  it.each([
    ['bare', 'https://zon.example', 'https://zon.example/care-requests/1'],
    ['with a slash', 'https://zon.example/', 'https://zon.example/care-requests/1'],
    ['with a path', 'https://zon.example/portaal/', 'https://zon.example/portaal/care-requests/1'],
    ['with a query', 'https://zon.example/?a=b#c', 'https://zon.example/care-requests/1'],
  ])('begins with its address, %s', (_case, portalUrl, expected) => {
    expect(portalLink(portalUrl, 'care-requests/1')).toBe(expected);
  });
});

describe('what a mail says', () => {
  it('names the day when there is one, and counts them when there are more', () => {
    const day = contentOf('request-receipt', { bookings: [booking('2026-03-03', 'requested')] });
    const days = contentOf('request-receipt');

    expect([day.day, day.dayCount]).toEqual(['dinsdag 3 maart 2026', 1]);
    expect([days.day, days.dayCount]).toEqual([null, 2]);
  });

  it('R113: is about the days that lapsed, and lists the others', () => {
    const content = contentOf('request-withdrawn', {
      bookings: [booking('2026-03-03', 'approved'), booking('2026-03-05', 'withdrawn')],
    });

    expect(content.day).toBe('donderdag 5 maart 2026');
    expect(content.bookings.map(({ status }) => status)).toEqual(['approved', 'withdrawn']);
  });

  it.each([
    ['possible', ['approved', 'approved'], { isApproved: true, isRejected: false }],
    ['not possible', ['rejected', 'rejected'], { isApproved: false, isRejected: true }],
    ['possible in part', ['approved', 'rejected'], { isApproved: false, isRejected: false }],
    ['possible, the rest lapsed', ['approved', 'withdrawn'], { isApproved: true }],
  ] as const)('R118: care is %s', (_case, [first, second], expected) => {
    const content = contentOf('request-decided', {
      bookings: [booking('2026-03-03', first), booking('2026-03-04', second)],
    });

    expect(content.outcome).toMatchObject(expected);
  });

  it('lists bookings by day, and no more than a mail can hold', () => {
    const bookings = Array.from({ length: LISTED + 5 }, (_, index) =>
      booking(`2026-0${(index % 9) + 1}-01`, 'requested'),
    );

    const content = contentOf('request-receipt', { bookings });

    expect(content.bookings).toHaveLength(LISTED);
    expect(content.moreCount).toBe(5);
    expect(content.bookings[0]?.on).toBe('donderdag 1 januari 2026');
  });
});
