import { describe, expect, it } from '@jest/globals';
import { type Actor, planning } from '@ouderportaal/contracts';
import { addDays } from '@ouderportaal/kernel';
import { statementsOf } from '@ouderportaal/testing';
import { givenFamily, givenPlacement } from './support/families.js';
import {
  givenEmployee,
  type GivenOrganisation,
  givenOrganisation,
} from './support/organisations.js';
import { planningUnderTest } from './support/planning-under-test.js';

const SIZES = [1, 10, 100];
/** A Tuesday; the placements are on Mondays. */
const FIRST_DAY = '2026-03-10';
const WISHES = { policy: { closedOnPublicHolidays: false } };

describe('what a list asks of the database', () => {
  const service = planningUnderTest();
  const { request } = service;

  /** A family with so many open bookings on as many days, in requests of fifty. */
  async function givenBookings(organisation: GivenOrganisation, count: number): Promise<Actor> {
    const { guardian, children } = await givenFamily(service, organisation, {
      children: Array.from({ length: Math.ceil(count / 20) }, (_, at) => `Kind${at}`),
    });
    for (const child of children) await givenPlacement(service, organisation, child);
    const bookings = Array.from({ length: count }, (_, at) => ({
      childId: children[Math.floor(at / 20)]!.childId,
      groupId: organisation.group.groupId,
      productId: organisation.products['whole-day'] ?? '',
      on: addDays(FIRST_DAY, (at % 20) * 7),
    }));
    for (let at = 0; at < count; at += 50) {
      await request(planning.careRequests.submit, guardian, {
        bookings: bookings.slice(at, at + 50),
        asWhole: false,
      });
    }
    return guardian;
  }

  /** How often the database is asked by the same list of one, ten and a hundred rows. */
  async function countedAt(
    list: (organisation: GivenOrganisation, parent: Actor) => Promise<number>,
  ) {
    const counted: number[] = [];
    for (const size of SIZES) {
      const organisation = await givenOrganisation(service, WISHES);
      counted.push(await list(organisation, await givenBookings(organisation, size)));
    }
    return counted;
  }

  it('is as much for a hundred requests of a parent as for one', async () => {
    const counted = await countedAt(async (_organisation, parent) =>
      statementsOf(async () => {
        await request(planning.careRequests.list, parent, { limit: 100 });
      }),
    );
    expect(new Set(counted).size).toBe(1);
    expect(counted[0]).toBeLessThanOrEqual(4);
  }, 60_000);

  it('is as much for a hundred bookings in the queue as for one', async () => {
    const counted = await countedAt(async (organisation) => {
      const staff = await givenEmployee(service, organisation);
      return statementsOf(async () => {
        await request(planning.queue.list, staff, { limit: 100 });
      });
    });
    expect(new Set(counted).size).toBe(1);
  }, 60_000);

  it('is as much for the occupancy of two months as for that of a day', async () => {
    const organisation = await givenOrganisation(service, WISHES);
    await givenBookings(organisation, 100);
    const staff = await givenEmployee(service, organisation);
    const counted: number[] = [];
    for (const days of [1, 10, 60]) {
      counted.push(
        await statementsOf(() =>
          request(planning.queue.occupancy, staff, {
            groupId: organisation.group.groupId,
            from: FIRST_DAY,
            until: addDays(FIRST_DAY, days - 1),
          }),
        ),
      );
    }
    expect(new Set(counted).size).toBe(1);
  }, 60_000);

  it('is as much for a calendar of a hundred bookings as for one of a single booking', async () => {
    const counted = await countedAt(async (_organisation, parent) =>
      statementsOf(() =>
        request(planning.calendar.get, parent, { from: FIRST_DAY, until: addDays(FIRST_DAY, 90) }),
      ),
    );
    expect(new Set(counted).size).toBe(1);
  }, 60_000);
});
