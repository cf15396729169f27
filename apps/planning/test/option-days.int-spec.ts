import { describe, expect, it } from '@jest/globals';
import { type Actor, planning } from '@ouderportaal/contracts';
import { addDays, newId } from '@ouderportaal/kernel';
import { statementsOf } from '@ouderportaal/testing';
import {
  approve,
  decidingBy,
  givenNeighbour,
  givenScene,
  TUESDAY,
} from './support/care-requests.js';
import { givenFamily, givenPlacement } from './support/families.js';
import { givenOrganisation } from './support/organisations.js';
import { AFTERNOON, capacitiesOf, MORNING, patternDay, product } from './support/rows.js';
import { planningUnderTest } from './support/planning-under-test.js';

/** Today is Monday 2 March 2026. */
const FIRST = '2026-02-28';
const LAST = addDays(FIRST, 41);

describe('the days of a month', () => {
  const service = planningUnderTest();
  const { request } = service;

  const rangeOf = async (reader: Actor, from = FIRST, until = LAST) =>
    (await request(planning.options.range, reader, { from, until })).children;
  const placesOn = async (reader: Actor, on: string) =>
    (await rangeOf(reader, on, on)).map(({ days }) => days[0]?.places);

  /** Closed for two days, asked for up to three weeks ahead; the second child leaves within the month. */
  const givenMonth = async () => {
    const organisation = await givenOrganisation(service, {
      policy: { requestUntilDaysBefore: 2, requestUpToDaysAhead: 21 },
      closures: [
        { location: null, startsOn: '2026-03-12', endsOn: '2026-03-13', reason: 'Studie' },
      ],
      products: [
        product({ weekdays: [1, 2, 3, 4] }),
        product({ ...MORNING, code: 'morning', weekdays: [1, 5], validUntil: '2026-03-20' }),
      ],
    });
    const { guardian, children } = await givenFamily(service, organisation, {
      children: ['Mila', 'Noor'],
    });
    await givenPlacement(service, organisation, children[0]!);
    await givenPlacement(service, organisation, children[1]!, { endsOn: '2026-03-17' });
    return { organisation, guardian };
  };

  it('R91: are possible exactly where the day has an option, for the same reason', async () => {
    const { guardian } = await givenMonth();

    const children = await rangeOf(guardian);

    const reasons = new Set<string | null>();
    for (let day = 0; day <= 41; day += 1) {
      const on = addDays(FIRST, day);
      const listed = await request(planning.options.list, guardian, { on });
      expect(children.map(({ child, days }) => ({ child, ...days[day] }))).toEqual(
        listed.children.map(({ child, isPossible, notPossibleBecause }) => ({
          child,
          on,
          isPossible,
          notPossibleBecause,
          places: isPossible ? 'plenty' : null,
        })),
      );
      for (const { groups, isPossible, notPossibleBecause } of listed.children) {
        expect(groups.flatMap(({ options }) => options).some((one) => one.isPossible)).toBe(
          isPossible,
        );
        reasons.add(notPossibleBecause);
      }
    }
    expect(reasons).toEqual(
      new Set([
        'already-planned',
        'closed-on-date',
        'date-in-the-past',
        'daypart-not-offered',
        'outside-placement',
        'request-too-early',
        'request-too-late',
        null,
      ]),
    );
  });

  it('R91: are possible exactly where a request is accepted', async () => {
    const { guardian, organisation } = await givenMonth();
    const products = Object.values(organisation.products);
    const { groupId } = organisation.group;

    const children = await rangeOf(guardian);

    for (const { child, days } of children) {
      for (const { on, isPossible } of days) {
        const accepted = await Promise.all(
          products.map((productId) =>
            request(planning.careRequests.preview, guardian, {
              bookings: [{ childId: child.childId, groupId, productId, on }],
            }).then(
              () => true,
              () => false,
            ),
          ),
        );
        expect({ on, child, isPossible }).toEqual({
          on,
          child,
          isPossible: accepted.includes(true),
        });
      }
    }
  });

  it('R91: change when something is asked for', async () => {
    const { family, submit } = await givenScene(service);
    const [{ days }] = (await rangeOf(family.guardian, TUESDAY, TUESDAY)) as [never];
    await submit();

    const [after] = await rangeOf(family.guardian, TUESDAY, TUESDAY);

    expect(days).toMatchObject([{ isPossible: true }]);
    expect(after!.days).toMatchObject([
      { isPossible: false, notPossibleBecause: 'already-requested', places: null },
    ]);
  });

  it.each([
    [1, 'full', 'few'],
    [2, 'few', 'few'],
    [4, 'few', 'plenty'],
    [12, 'plenty', 'plenty'],
  ])('of %s places are %s when one is given away, and were %s', async (places, after, before) => {
    const scene = await givenScene(service, { places });
    const neighbour = await givenNeighbour(service, scene);
    const asked = await scene.submit();

    const waiting = await placesOn(neighbour.guardian, TUESDAY);
    await decidingBy(service)(scene.staff, asked, approve(asked.bookings[0]!));

    expect([waiting, await placesOn(neighbour.guardian, TUESDAY)]).toEqual([[before], [after]]);
  });

  it('have the places of the daypart with most of them', async () => {
    const capacities = [
      ...capacitiesOf(['G1'], [MORNING], 0),
      ...capacitiesOf(['G1'], [AFTERNOON], 2),
    ];
    const { family } = await givenScene(service, { capacities });
    expect(await placesOn(family.guardian, TUESDAY)).toEqual(['few', 'few']);
  });

  it('say nothing of places that are not counted', async () => {
    const { family } = await givenScene(service, { capacities: [] });
    expect(await placesOn(family.guardian, TUESDAY)).toEqual([null, null]);
  });

  it('R93: are of every child, or of the one that is named', async () => {
    const { family } = await givenScene(service);
    const range = { from: TUESDAY, until: TUESDAY };
    const ofOne = await request(planning.options.range, family.guardian, {
      ...range,
      childId: family.children[1]!.childId,
    });

    expect((await rangeOf(family.guardian)).map(({ child }) => child.firstName)).toEqual([
      'Mila',
      'Noor',
    ]);
    expect(ofOne.children.map(({ child }) => child.firstName)).toEqual(['Noor']);
    await expect(
      request(planning.options.range, family.guardian, { ...range, childId: newId() }),
    ).rejects.toMatchObject({ code: 'not-found' });
  });

  it('are at most 42', async () => {
    const { family } = await givenScene(service);
    await expect(rangeOf(family.guardian, FIRST, addDays(FIRST, 42))).rejects.toMatchObject({
      code: 'date-range-invalid',
      parameters: { days: 42 },
    });
  });

  it('ask the database as often for six weeks of two children in two groups as for a day', async () => {
    const scene = await givenScene(service, { groups: [{ code: 'G1' }, { code: 'G2' }] });
    const group = scene.organisation.groups[1]!;
    await givenPlacement(service, scene.organisation, scene.family.child, {
      group,
      days: [patternDay(3)],
    });

    const counted = [
      await statementsOf(() => rangeOf(scene.family.guardian, TUESDAY, TUESDAY)),
      await statementsOf(() => rangeOf(scene.family.guardian)),
    ];
    expect(counted).toEqual([3, 3]);
  });
});
