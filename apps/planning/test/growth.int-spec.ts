import { describe, expect, it } from '@jest/globals';
import { type Actor, planning } from '@ouderportaal/contracts';
import { addDays } from '@ouderportaal/kernel';
import { statementsSent } from '@ouderportaal/testing';
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

/** The statements of some work, in an order that does not depend on which of two at once was first. */
async function asksOf(work: () => Promise<unknown>): Promise<readonly string[]> {
  return (await statementsSent(work)).map(({ text }) => text).toSorted();
}

/** Compares the statements themselves, so that a difference says which one it is. */
function expectTheSame([first, ...others]: readonly (readonly string[])[]): void {
  for (const other of others) expect(other).toEqual(first);
}

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

  /** What the database is asked by the same list of one, ten and a hundred rows. */
  async function askedAt(
    list: (organisation: GivenOrganisation, parent: Actor) => Promise<readonly string[]>,
  ) {
    const asked: (readonly string[])[] = [];
    for (const size of SIZES) {
      const organisation = await givenOrganisation(service, WISHES);
      asked.push(await list(organisation, await givenBookings(organisation, size)));
    }
    return asked;
  }

  it('is as much for a hundred requests of a parent as for one', async () => {
    const asked = await askedAt(async (_organisation, parent) =>
      asksOf(async () => {
        await request(planning.careRequests.list, parent, { limit: 100 });
      }),
    );
    expectTheSame(asked);
    expect(asked[0]?.length).toBeLessThanOrEqual(4);
  }, 60_000);

  it('is as much for a hundred bookings in the queue as for one', async () => {
    const asked = await askedAt(async (organisation) => {
      const staff = await givenEmployee(service, organisation);
      return asksOf(async () => {
        await request(planning.queue.list, staff, { limit: 100 });
      });
    });
    expectTheSame(asked);
  }, 60_000);

  it('is as much for the occupancy of two months as for that of a day', async () => {
    const organisation = await givenOrganisation(service, WISHES);
    await givenBookings(organisation, 100);
    const staff = await givenEmployee(service, organisation);
    const asked: (readonly string[])[] = [];
    for (const days of [1, 10, 60]) {
      asked.push(
        await asksOf(() =>
          request(planning.queue.occupancy, staff, {
            groupId: organisation.group.groupId,
            from: FIRST_DAY,
            until: addDays(FIRST_DAY, days - 1),
          }),
        ),
      );
    }
    expectTheSame(asked);
  }, 60_000);

  it('is as much for a calendar of a hundred bookings as for one of a single booking', async () => {
    const asked = await askedAt(async (_organisation, parent) =>
      asksOf(() =>
        request(planning.calendar.get, parent, { from: FIRST_DAY, until: addDays(FIRST_DAY, 90) }),
      ),
    );
    expectTheSame(asked);
  }, 60_000);
});
