import { describe, expect, it } from '@jest/globals';
import { planning } from '@ouderportaal/contracts';
import { givenFamily, givenPlacement } from './support/families.js';
import { givenOrganisation } from './support/organisations.js';
import { patternDay } from './support/rows.js';
import { planningUnderTest } from './support/planning-under-test.js';

describe('planning’s part of a first page', () => {
  const service = planningUnderTest();
  const { request } = service;

  const placed = async () => {
    const organisation = await givenOrganisation(service);
    const family = await givenFamily(service, organisation);
    await givenPlacement(service, organisation, family.child, { days: [patternDay(1)] });
    return { organisation, family, ...family };
  };

  it('R88: shows the next care moments, and nothing of what was', async () => {
    const { guardian } = await placed();

    const { today, nextCare } = await request(planning.home.get, guardian, {});

    expect(today).toBe('2026-03-02');
    expect(nextCare.map(({ on }) => on)).toEqual([
      '2026-03-02',
      '2026-03-09',
      '2026-03-16',
      '2026-03-23',
    ]);
  });

  it('R29: shows what waits for a decision, and not as care to come', async () => {
    const { organisation, guardian, child } = await placed();
    await request(planning.careRequests.submit, guardian, {
      bookings: [
        {
          childId: child.childId,
          groupId: organisation.group.groupId,
          productId: organisation.products['morning']!,
          on: '2026-03-12',
        },
      ],
      asWhole: false,
    });

    const { nextCare, openBookings } = await request(planning.home.get, guardian, {});

    expect(openBookings).toMatchObject([{ on: '2026-03-12', status: 'requested' }]);
    expect(nextCare.map(({ on }) => on)).not.toContain('2026-03-12');
  });

  it('shows nothing of another family', async () => {
    const { organisation } = await placed();
    const other = await givenFamily(service, organisation);

    const { nextCare, openBookings } = await request(planning.home.get, other.guardian, {});

    expect([nextCare, openBookings]).toEqual([[], []]);
  });
});
