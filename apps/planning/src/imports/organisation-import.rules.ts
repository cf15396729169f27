import type { FieldError, planning } from '@ouderportaal/contracts';
import {
  byKey,
  completed,
  type Difference,
  differenceOf,
  removalOf,
  replacementOf,
  type RowKind,
  together,
  totalOf,
  type Whole,
} from '@ouderportaal/kernel';
import { duplicates, type Reference } from './imports.rules.js';

export type ProductFacts = Whole<planning.ProductRow>;
/** Places that are counted. */
export type CountedPlaces = planning.CapacityRow & { places: number };

/** What an organisation sends, in its own codes. */
export interface SentRows {
  dayparts: readonly planning.DaypartRow[];
  capacities: readonly planning.CapacityRow[];
  products: readonly planning.ProductRow[];
  /** Undefined: they stay as they are. */
  closures?: readonly planning.ClosureRow[] | undefined;
}

/** What is stored of an organisation, in its own codes. */
export interface StoredRows {
  dayparts: readonly planning.DaypartRow[];
  capacities: readonly CountedPlaces[];
  products: readonly ProductFacts[];
  closures: readonly planning.ClosureRow[];
}

export interface OrganisationDifference {
  /** The policy to record as a new version, or null when it is the same. */
  policy: planning.PlanningPolicy | null;
  dayparts: Difference<planning.DaypartRow>;
  products: Difference<ProductFacts>;
  capacities: Difference<CountedPlaces>;
  closures: Difference<planning.ClosureRow>;
  outcome: planning.ImportOutcome;
}

const byCode = ({ code }: { code: string }) => code;
const POLICY = { kind: 'policy' } as const;
const DAYPART: RowKind<'daypart', planning.DaypartRow> = { kind: 'daypart', numberOf: byCode };
const PRODUCT: RowKind<'product', ProductFacts> = { kind: 'product', numberOf: byCode };
const placeOf = ({ group, daypart }: planning.CapacityRow) => `${group}/${daypart}`;
const CAPACITY: RowKind<'capacity', CountedPlaces> = { kind: 'capacity', numberOf: placeOf };
const CLOSURE: RowKind<'closure', planning.ClosureRow> = {
  kind: 'closure',
  numberOf: ({ location, startsOn, endsOn }) => `${startsOn}…${endsOn} ${location ?? 'all'}`,
};

/** What is wrong with the rows as they are sent, whether or not their groups are known yet. */
export function organisationErrors(
  sent: SentRows,
  stored: Pick<StoredRows, 'dayparts' | 'products'>,
): FieldError[] {
  const dayparts = new Set([...stored.dayparts, ...sent.dayparts].map(byCode));
  return [
    ...duplicates(sent.dayparts, ['dayparts'], byCode),
    ...duplicates(sent.capacities, ['capacities'], placeOf),
    ...duplicates(sent.products, ['products'], byCode),
    ...duplicates(sent.closures ?? [], ['closures'], CLOSURE.numberOf),
    ...sent.capacities.flatMap(({ daypart }, index) =>
      dayparts.has(daypart)
        ? []
        : [{ path: ['capacities', index, 'daypart'], message: `No daypart ${daypart}` }],
    ),
    ...wholeProducts(sent, stored).flatMap(({ validFrom, validUntil }, index) =>
      validUntil === null || validFrom <= validUntil
        ? []
        : [
            {
              path: ['products', index, 'validUntil'],
              message: 'Must not end before it starts',
            },
          ],
    ),
  ];
}

/** The groups and locations that the rows name. */
export function referencesOf({ capacities, products, closures = [] }: SentRows): {
  groups: Reference[];
  locations: Reference[];
} {
  return {
    groups: [
      ...capacities.map(({ group }, i) => ({ path: ['capacities', i, 'group'], code: group })),
      ...products.flatMap(({ groups }, i) =>
        groups.map((code, n) => ({ path: ['products', i, 'groups', n], code })),
      ),
    ],
    locations: closures.flatMap(({ location }, i) =>
      location === null ? [] : [{ path: ['closures', i, 'location'], code: location }],
    ),
  };
}

/** Closures are all that is sent; of the rest, what is left out stays. */
export function differenceOfOrganisation(
  number: string,
  stored: StoredRows & { policy: planning.PlanningPolicy | null },
  sent: SentRows & { policy: planning.PlanningPolicy },
): OrganisationDifference {
  const policy = differenceOf(
    { ...POLICY, numberOf: () => number },
    stored.policy ? [stored.policy] : [],
    [sent.policy],
  );
  const dayparts = differenceOf(DAYPART, stored.dayparts, sent.dayparts);
  const products = differenceOf(PRODUCT, stored.products, wholeProducts(sent, stored));
  const capacities = differenceOfCapacities(stored.capacities, sent.capacities);
  const closures = replacementOf(CLOSURE, stored.closures, sent.closures ?? stored.closures);
  return {
    policy: policy.unchanged === 1 ? null : sent.policy,
    dayparts,
    products,
    capacities,
    closures,
    outcome: totalOf<planning.ImportOutcome['changes'][number]['kind']>([
      policy,
      dayparts,
      products,
      capacities,
      closures,
    ]),
  };
}

/** Places that are null are not counted: such a row takes the stored one away. */
function differenceOfCapacities(
  stored: readonly CountedPlaces[],
  sent: readonly planning.CapacityRow[],
): Difference<CountedPlaces, 'capacity'> {
  const counted = sent.flatMap(({ places, ...row }) =>
    places === null ? [] : [{ ...row, places }],
  );
  const uncounted = new Set(sent.filter(({ places }) => places === null).map(placeOf));
  const gone = stored.filter((row) => uncounted.has(placeOf(row)));
  const difference = together(differenceOf(CAPACITY, stored, counted), removalOf(CAPACITY, gone));
  // Places that are still not counted are the same too.
  return { ...difference, unchanged: difference.unchanged + uncounted.size - gone.length };
}

function wholeProducts(
  { products }: SentRows,
  stored: Pick<StoredRows, 'products'>,
): ProductFacts[] {
  const known = byKey(stored.products, byCode);
  const fresh = { cents: null, points: null, validUntil: null };
  return products.map((row) => completed<ProductFacts>(row, known.get(row.code), fresh));
}
