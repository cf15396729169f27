import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Attendance, placesWanted } from './places.rules.js';

const ON = '2026-03-10';
const MORNING = { daypartId: 'morning', from: 450, until: 780 };
const AFTERNOON = { daypartId: 'afternoon', from: 780, until: 1110 };
const wholeDay = { from: 450, until: 1110 };

const there = (childId: string, times = wholeDay): Attendance => ({
  childId,
  groupId: 'group',
  on: ON,
  ...times,
});

const wanted = (approved: Attendance[], planned: Attendance[] = [], extra: Attendance[] = []) =>
  placesWanted({
    approved,
    planned,
    extra,
    dayparts: [MORNING, AFTERNOON],
    capacityOf: () => 12,
  }).map(({ daypartId, planned: count, extra: more }) => [daypartId, count, more]);

describe('the places that approved bookings take', () => {
  it('are one in every daypart the times overlap', () => {
    expect(wanted([there('a')])).toEqual([
      ['afternoon', 0, 1],
      ['morning', 0, 1],
    ]);
    expect(wanted([there('a', MORNING)])).toEqual([['morning', 0, 1]]);
  });

  it('are none where the child is expected by its weekly pattern', () => {
    const extended = there('a', { from: 700, until: 1110 });
    expect(wanted([extended], [there('a', MORNING)])).toEqual([['afternoon', 0, 1]]);
  });

  it('are none where the child has an approved booking already', () => {
    expect(wanted([there('a')], [], [there('a', AFTERNOON)])).toEqual([['morning', 0, 1]]);
  });

  it('are one for a child however many of its bookings overlap the daypart', () => {
    const early = there('a', { from: 450, until: 500 });
    const late = there('a', { from: 700, until: 760 });
    expect(wanted([early, late])).toEqual([['morning', 0, 1]]);
  });

  it('never count more children than were approved, whoever is there', () => {
    const attendance = fc
      .record({ child: fc.nat(5), from: fc.nat(1000), length: fc.integer({ min: 1, max: 400 }) })
      .map(({ child, from, length }) => there(`c${child}`, { from, until: from + length }));
    const some = fc.array(attendance, { maxLength: 12 });
    fc.assert(
      fc.property(some, some, some, (approved, planned, extra) => {
        const children = new Set(approved.map(({ childId }) => childId));
        for (const [, , more] of wanted(approved, planned, extra)) {
          expect(more).toBeGreaterThan(0);
          expect(more).toBeLessThanOrEqual(children.size);
        }
      }),
    );
  });
});
