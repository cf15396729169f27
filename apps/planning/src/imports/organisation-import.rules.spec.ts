import { describe, expect, it } from '@jest/globals';
import type { planning } from '@ouderportaal/contracts';
import {
  differenceOfOrganisation,
  organisationErrors,
  type SentRows,
  type StoredRows,
} from './organisation-import.rules.js';

const policy: planning.PlanningPolicy = {
  valuation: 'money',
  requestUntilDaysBefore: 1,
  requestUpToDaysAhead: 180,
  cancelUntilDaysBefore: 2,
  asWholeByDefault: true,
  decisionDaysBefore: 14,
  takeBackMinutes: 0,
  closedOnPublicHolidays: true,
  openOnHolidays: ['05-05', '04-27'],
};
const morning = { code: 'morning', name: 'Ochtend', startsAt: '07:30', endsAt: '13:00' };
const product = {
  ...morning,
  cents: 5500,
  points: null,
  weekdays: [1, 2] as (1 | 2)[],
  groups: ['G1', 'G2'],
  validFrom: '2026-01-01',
  validUntil: null,
};
const closure = {
  location: null,
  startsOn: '2026-12-24',
  endsOn: '2026-12-31',
  reason: 'Kerst',
};
const rows = (changed: Partial<StoredRows> = {}): StoredRows => ({
  dayparts: [morning],
  capacities: [{ group: 'G1', daypart: 'morning', places: 12 }],
  products: [product],
  closures: [closure],
  ...changed,
});
const sentRows = (changed: Partial<SentRows> = {}): SentRows => ({ ...rows(), ...changed });
const changesOf = (stored: StoredRows, sent: SentRows) =>
  differenceOfOrganisation('eik', { ...stored, policy }, { ...sent, policy }).outcome.changes;

describe("an organisation's rules", () => {
  it('are all created when nothing is stored', () => {
    const none = { dayparts: [], capacities: [], products: [], closures: [], policy: null };
    const { policy: recorded, outcome } = differenceOfOrganisation('eik', none, {
      ...rows(),
      policy,
    });
    expect(recorded).toEqual(policy);
    expect(outcome.changes.map(({ kind, number, change }) => [kind, number, change])).toEqual([
      ['policy', 'eik', 'created'],
      ['daypart', 'morning', 'created'],
      ['product', 'morning', 'created'],
      ['capacity', 'G1/morning', 'created'],
      ['closure', '2026-12-24…2026-12-31 all', 'created'],
    ]);
  });

  it('are the same in whatever order lists come', () => {
    const sent = rows({ products: [{ ...product, weekdays: [2, 1], groups: ['G2', 'G1', 'G1'] }] });
    const reordered = { ...policy, openOnHolidays: ['04-27', '05-05'] };
    const difference = differenceOfOrganisation(
      'eik',
      { ...rows(), policy },
      { ...sent, policy: reordered },
    );
    expect(difference.policy).toBeNull();
    expect(difference.outcome).toEqual({ changes: [], unchanged: 5 });
  });

  it('are a new policy when one rule differs', () => {
    const stricter = { ...policy, requestUntilDaysBefore: 4 };
    const difference = differenceOfOrganisation(
      'eik',
      { ...rows(), policy },
      { ...rows(), policy: stricter },
    );
    expect(difference.policy).toEqual(stricter);
    expect(difference.outcome.changes).toEqual([
      {
        kind: 'policy',
        number: 'eik',
        change: 'updated',
        fields: ['requestUntilDaysBefore'],
        caution: null,
      },
    ]);
  });

  it('keep what is left out', () => {
    const half = { ...product, cents: undefined, points: undefined, validUntil: undefined };
    const sent = { dayparts: [], capacities: [], products: [half] };

    expect(changesOf(rows(), sent)).toEqual([]);
    expect(changesOf(rows(), { ...sent, products: [], closures: undefined })).toEqual([]);
  });

  it('lose, to be confirmed, closures that are not among those sent and places that are null', () => {
    const capacities = [{ group: 'G1', daypart: 'morning', places: null }];
    const removed = { change: 'removed', fields: [], caution: 'removes' };

    expect(changesOf(rows(), sentRows({ capacities, closures: [] }))).toEqual([
      { kind: 'capacity', number: 'G1/morning', ...removed },
      { kind: 'closure', number: '2026-12-24…2026-12-31 all', ...removed },
    ]);
  });

  it('tell no places and places that are not counted apart', () => {
    const capacity = (places: number | null) => [{ group: 'G1', daypart: 'morning', places }];
    const stored = rows({ capacities: [] });

    expect(changesOf(stored, sentRows({ capacities: capacity(null) }))).toEqual([]);
    expect(changesOf(stored, sentRows({ capacities: capacity(0) }))).toMatchObject([
      { kind: 'capacity', change: 'created', caution: null },
    ]);
    expect(changesOf(rows(), sentRows({ capacities: capacity(0) }))).toMatchObject([
      { kind: 'capacity', change: 'updated', fields: ['places'] },
    ]);
  });

  it('tell which fields differ', () => {
    const sent = rows({
      capacities: [{ group: 'G1', daypart: 'morning', places: 10 }],
      closures: [{ ...closure, reason: 'Kerstvakantie' }],
      products: [{ ...product, cents: 6000, groups: ['G1'] }],
      dayparts: [{ ...morning, endsAt: '12:30' }],
    });
    expect(changesOf(rows(), sent).map(({ kind, fields }) => [kind, ...fields])).toEqual([
      ['daypart', 'endsAt'],
      ['product', 'cents', 'groups'],
      ['capacity', 'places'],
      ['closure', 'reason'],
    ]);
  });
});

describe("errors in an organisation's rules", () => {
  const noRows = { dayparts: [], products: [] };

  it.each<[string, Partial<SentRows>, (string | number)[]]>([
    ['a daypart twice', { dayparts: [morning, morning] }, ['dayparts', 1]],
    ['a product twice', { products: [product, product] }, ['products', 1]],
    ['a closure twice', { closures: [closure, closure] }, ['closures', 1]],
    [
      'a capacity twice',
      { capacities: [...rows().capacities, ...rows().capacities] },
      ['capacities', 1],
    ],
    [
      'a capacity of a daypart that is not there',
      { capacities: [{ group: 'G1', daypart: 'night', places: 1 }] },
      ['capacities', 0, 'daypart'],
    ],
    [
      'a product that ends before it starts',
      { products: [{ ...product, validUntil: '2025-12-31' }] },
      ['products', 0, 'validUntil'],
    ],
  ])('%s', (_case, changed, path) => {
    expect(organisationErrors(sentRows(changed), noRows).map((error) => error.path)).toEqual([
      path,
    ]);
  });

  it('are a first day after the last one that stays', () => {
    const later = { ...product, validFrom: '2026-09-01', validUntil: undefined };
    const stored = { ...noRows, products: [{ ...product, validUntil: '2026-08-31' }] };
    const errors = organisationErrors(sentRows({ products: [later] }), stored);
    expect(errors.map(({ path }) => path)).toEqual([['products', 0, 'validUntil']]);
  });

  it('are none when a daypart was recorded before', () => {
    expect(
      organisationErrors(sentRows({ dayparts: [] }), { ...noRows, dayparts: [morning] }),
    ).toEqual([]);
  });
});
