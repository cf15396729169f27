import { describe, expect, it } from '@jest/globals';
import { type Actor, planning } from '@ouderportaal/contracts';
import { actor, statementsOf } from '@ouderportaal/testing';
import { type FamilyOverrides, givenFamily, givenPlacement } from './support/families.js';
import { givenOrganisation, type OrganisationOverrides } from './support/organisations.js';
import { patternDay, product } from './support/rows.js';
import { planningUnderTest } from './support/planning-under-test.js';

describe('the options of a day', () => {
  const service = planningUnderTest();
  const { request, clock } = service;

  const optionsOn = async (reader: Actor, on = '2026-03-10') =>
    (await request(planning.options.list, reader, { on })).children;
  const placed = async (
    overrides: FamilyOverrides = {},
    organisationOverrides: OrganisationOverrides = {},
  ) => {
    const organisation = await givenOrganisation(service, organisationOverrides);
    const family = await givenFamily(service, organisation, overrides);
    for (const child of family.children) await givenPlacement(service, organisation, child);
    return { organisation, ...family };
  };
  const blocks = (child: planning.ChildOptions | undefined) =>
    child!.groups.flatMap(({ options }) =>
      options.map(({ productName, startsAt, endsAt, notPossibleBecause }) => [
        productName,
        `${startsAt}–${endsAt}`,
        notPossibleBecause,
      ]),
    );

  const villa = [
    product({ code: 'o', name: 'Ochtend', startsAt: '07:45', endsAt: '13:00', cents: 6000 }),
    product({ code: 'm', name: 'Middag', startsAt: '13:00', endsAt: '18:30', cents: 6300 }),
    product({ code: 'd', name: 'Hele dag', startsAt: '07:45', endsAt: '18:30', cents: 12000 }),
  ];

  it('R101: are a morning, an afternoon or a whole day, where those are the blocks', async () => {
    const { guardian, organisation, child } = await placed({}, { products: villa });

    const [options] = await optionsOn(guardian);

    expect(blocks(options)).toEqual([
      ['Ochtend', '07:45–13:00', null],
      ['Hele dag', '07:45–18:30', null],
      ['Middag', '13:00–18:30', null],
    ]);
    expect(options).toMatchObject({
      child: { childId: child.childId, firstName: 'Mila' },
      isPossible: true,
      notPossibleBecause: null,
    });
    expect(options!.groups[0]!.options[0]).toEqual({
      productId: organisation.products['o'],
      productName: 'Ochtend',
      startsAt: '07:45',
      endsAt: '13:00',
      value: { cents: 6000, points: null },
      isPossible: true,
      notPossibleBecause: null,
    });
  });

  it('R93: are shown for all children of the family together', async () => {
    const { organisation, guardian, children } = await placed({ children: ['Noor', 'Bram'] });
    const options = await optionsOn(guardian);

    expect(options.map(({ child }) => child.firstName)).toEqual(['Bram', 'Noor']);
    expect(options.map(({ isPossible }) => isPossible)).toEqual([true, true]);
    expect(options[1]).toMatchObject({
      child: { childId: children[0]!.childId },
      groups: [{ group: { groupId: organisation.group.groupId, groupName: 'Groep G1' } }],
    });
  });

  it('R98: differ per group of the child', async () => {
    const groups = [{ code: 'G1' }, { code: 'G2' }];
    const products = [
      product({ code: 'short', name: 'Korte middag', startsAt: '15:00', groups: ['G1'] }),
      product({ code: 'long', name: 'RP Ochtend', endsAt: '12:30', groups: ['G2'] }),
    ];
    const { organisation, guardian, child } = await placed({}, { groups, products });
    const days = [patternDay(3)];
    await givenPlacement(service, organisation, child, { group: organisation.groups[1]!, days });

    const [options] = await optionsOn(guardian);

    expect(
      options!.groups.map((one) => [one.group.groupName, one.options.map((o) => o.productName)]),
    ).toEqual([
      ['Groep G1', ['Korte middag']],
      ['Groep G2', ['RP Ochtend']],
    ]);
  });

  it('R98: are only there on the weekdays and days on which a product is offered', async () => {
    const products = [
      product({ code: 'wed', name: 'Woensdag', weekdays: [3] }),
      product({ code: 'new', name: 'Nieuw', validFrom: '2026-03-11' }),
      product({ code: 'old', name: 'Oud', validUntil: '2026-03-10' }),
    ];
    const { guardian } = await placed({}, { products });
    const names = async (on: string) =>
      blocks((await optionsOn(guardian, on))[0]).map(([name]) => name);

    expect(await names('2026-03-10')).toEqual(['Oud']);
    expect(await names('2026-03-11')).toEqual(['Nieuw', 'Woensdag']);
    expect((await optionsOn(guardian, '2026-03-14'))[0]).toMatchObject({
      isPossible: false,
      notPossibleBecause: 'daypart-not-offered',
    });
  });

  it('R99: show what is planned already, and do not offer it', async () => {
    const organisation = await givenOrganisation(service);
    const { child, guardian } = await givenFamily(service, organisation);
    const days = [patternDay(2, { endsAt: '12:30' })];
    await givenPlacement(service, organisation, child, { days });

    const [options] = await optionsOn(guardian);

    expect(options!.groups[0]!.planned).toEqual([{ startsAt: '07:30', endsAt: '12:30' }]);
    expect(blocks(options)).toEqual([
      ['Ochtend', '07:30–13:00', 'already-planned'],
      ['Hele dag', '07:30–18:30', 'already-planned'],
      ['Middag', '13:00–18:30', null],
    ]);
  });

  it('R91: leave out what was asked for already', async () => {
    const { organisation, guardian, child } = await placed();
    await request(planning.careRequests.submit, guardian, {
      bookings: [
        {
          childId: child.childId,
          groupId: organisation.group.groupId,
          productId: organisation.products['afternoon']!,
          on: '2026-03-10',
        },
      ],
    });

    expect(blocks((await optionsOn(guardian))[0])).toEqual([
      ['Ochtend', '07:30–13:00', null],
      ['Hele dag', '07:30–18:30', 'already-requested'],
      ['Middag', '13:00–18:30', 'already-requested'],
    ]);
  });

  it.each([
    ['money', { cents: 11000, points: null }],
    ['points', { cents: null, points: 4 }],
    ['none', { cents: null, points: null }],
  ] as const)('R104: have a value in %s', async (valuation, value) => {
    const { guardian } = await placed({}, { policy: { valuation }, products: [product()] });
    expect((await optionsOn(guardian))[0]!.groups[0]!.options[0]!.value).toEqual(value);
  });

  it.each([
    ['yesterday', '2026-03-01', 'date-in-the-past'],
    ['a day before the placement', '2026-01-04', 'date-in-the-past'],
    ['too late', '2026-03-04', 'request-too-late'],
    ['the first day', '2026-03-05', null],
    ['the last day', '2026-04-01', null],
    ['too early', '2026-04-02', 'request-too-early'],
  ])('R91: %s', async (_case, on, because) => {
    const policy = { requestUntilDaysBefore: 3, requestUpToDaysAhead: 30 };
    const { guardian } = await placed({}, { policy });
    expect((await optionsOn(guardian, on))[0]).toMatchObject({
      isPossible: because === null,
      notPossibleBecause: because,
    });
  });

  it("R91: follow the organisation's own midnight", async () => {
    const amsterdam = await placed();
    const york = await placed({}, { timeZone: 'America/New_York' });
    clock.set('2026-03-09T23:30:00Z');

    const reasons = await Promise.all(
      [amsterdam, york].map(
        async ({ guardian }) => (await optionsOn(guardian))[0]!.notPossibleBecause,
      ),
    );
    expect(reasons).toEqual(['request-too-late', null]);
  });

  it('R91: are none outside the placement', async () => {
    const organisation = await givenOrganisation(service);
    const { child, guardian } = await givenFamily(service, organisation);
    await givenPlacement(service, organisation, child, {
      startsOn: '2026-03-10',
      endsOn: '2026-03-12',
    });
    const because = async (on: string) => (await optionsOn(guardian, on))[0]!.notPossibleBecause;

    expect(await because('2026-03-09')).toBe('outside-placement');
    expect(await because('2026-03-10')).toBeNull();
    expect(await because('2026-03-12')).toBeNull();
    expect(await because('2026-03-13')).toBe('outside-placement');
  });

  it('R91: are none where the location is closed, and go on at another location', async () => {
    const closures = [
      { location: 'L2', startsOn: '2026-03-10', endsOn: '2026-03-10', reason: 'Verbouwing' },
    ];
    const groups = [{ code: 'G1' }, { code: 'G2', location: 'L2' }];
    const organisation = await givenOrganisation(service, { groups, closures });
    const family = await givenFamily(service, organisation, { children: ['Bram', 'Noor'] });
    await givenPlacement(service, organisation, family.children[0]!);
    await givenPlacement(service, organisation, family.children[1]!, {
      group: organisation.groups[1]!,
      days: [patternDay(2)],
    });

    const [bram, noor] = await optionsOn(family.guardian);

    expect(bram!.isPossible).toBe(true);
    expect(noor).toMatchObject({ isPossible: false, notPossibleBecause: 'closed-on-date' });
    expect(noor!.groups[0]!.planned).toEqual([]);
    expect((await optionsOn(family.guardian, '2026-04-27'))[0]!.notPossibleBecause).toBe(
      'closed-on-date',
    );
  });

  it('R239: are seen but not to be chosen by a guardian who may only read', async () => {
    const { guardians } = await placed({ guardians: ['full', 'read-only', 'none'] });
    const [full, reader, nobody] = await Promise.all(guardians.map((one) => optionsOn(one)));

    expect(full![0]!.isPossible).toBe(true);
    expect(reader![0]).toMatchObject({ isPossible: false, notPossibleBecause: 'read-only-access' });
    expect(blocks(reader![0]).map(([name, , because]) => [name, because])).toEqual([
      ['Ochtend', 'read-only-access'],
      ['Hele dag', 'read-only-access'],
      ['Middag', 'read-only-access'],
    ]);
    expect(nobody).toEqual([]);
  });

  it('R93: are none for another family or organisation', async () => {
    const { organisation, guardian } = await placed();
    const neighbours = await givenFamily(service, organisation, { children: [] });
    const elsewhere = await givenOrganisation(service);

    expect(await optionsOn(neighbours.guardian)).toEqual([]);
    expect(await optionsOn(actor('parent', elsewhere.tenantId, guardian.personId))).toEqual([]);
  });

  it('asks the database as often for ten children as for one', async () => {
    const children = Array.from({ length: 10 }, (_, index) => `Kind${index}`);
    const one = await placed();
    const ten = await placed({ children });

    const counted = [
      await statementsOf(() => optionsOn(one.guardian)),
      await statementsOf(() => optionsOn(ten.guardian)),
    ];
    expect(counted[1]).toBe(counted[0]);
    expect(counted[0]).toBe(2);
  });
});
