import type { FieldError, ImportOutcome, planning } from '@ouderportaal/contracts';
import {
  type Difference,
  differenceOf,
  duplicates,
  leftOut,
  type RowKind,
} from './difference.rules.js';
import type { Reference } from './imports.rules.js';

/** What an organisation sends, or what is stored of it, in its own codes. */
export interface OrganisationRows {
  dayparts: readonly planning.DaypartRow[];
  capacities: readonly planning.CapacityRow[];
  products: readonly planning.ProductRow[];
  closures: readonly planning.ClosureRow[];
}

export interface OrganisationDifference {
  /** The policy to record as a new version, or null when it is the same. */
  policy: planning.PlanningPolicy | null;
  dayparts: Difference<planning.DaypartRow>;
  products: Difference<planning.ProductRow>;
  capacities: Difference<planning.CapacityRow> & { removed: planning.CapacityRow[] };
  closures: Difference<planning.ClosureRow> & { removed: planning.ClosureRow[] };
  outcome: ImportOutcome;
}

const DAYPART: RowKind<planning.DaypartRow> = { kind: 'daypart', numberOf: ({ code }) => code };
const PRODUCT: RowKind<planning.ProductRow> = { kind: 'product', numberOf: ({ code }) => code };
const CAPACITY: RowKind<planning.CapacityRow> = {
  kind: 'capacity',
  numberOf: ({ group, daypart }) => `${group}/${daypart}`,
};
const CLOSURE: RowKind<planning.ClosureRow> = {
  kind: 'closure',
  numberOf: ({ location, startsOn, endsOn }) => `${startsOn}…${endsOn} ${location ?? 'all'}`,
};

/** What is wrong with the rows as they are sent, whether or not their groups are known yet. */
export function organisationErrors(
  sent: OrganisationRows,
  storedDayparts: readonly planning.DaypartRow[],
): FieldError[] {
  const dayparts = new Set([...storedDayparts, ...sent.dayparts].map(({ code }) => code));
  return [
    ...duplicates(sent.dayparts, ['dayparts'], DAYPART.numberOf),
    ...duplicates(sent.capacities, ['capacities'], CAPACITY.numberOf),
    ...duplicates(sent.products, ['products'], PRODUCT.numberOf),
    ...duplicates(sent.closures, ['closures'], CLOSURE.numberOf),
    ...sent.capacities.flatMap(({ daypart }, index) =>
      dayparts.has(daypart)
        ? []
        : [{ path: ['capacities', index, 'daypart'], message: `No daypart ${daypart}` }],
    ),
    ...sent.products.flatMap(({ validFrom, validUntil }, index) =>
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
export function referencesOf({ capacities, products, closures }: OrganisationRows): {
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

export function differenceOfOrganisation(
  number: string,
  stored: OrganisationRows & { policy: planning.PlanningPolicy | null },
  sent: OrganisationRows & { policy: planning.PlanningPolicy },
): OrganisationDifference {
  const policy = differenceOf(
    { kind: 'policy', numberOf: () => number },
    stored.policy ? [sortedPolicy(stored.policy)] : [],
    [sortedPolicy(sent.policy)],
  );
  const dayparts = differenceOf(DAYPART, stored.dayparts, sent.dayparts);
  const products = differenceOf(
    PRODUCT,
    stored.products.map(sortedProduct),
    sent.products.map(sortedProduct),
  );
  const capacities = differenceOf(CAPACITY, stored.capacities, sent.capacities);
  const closures = differenceOf(CLOSURE, stored.closures, sent.closures);
  const goneCapacities = leftOut(CAPACITY, stored.capacities, sent.capacities);
  const goneClosures = leftOut(CLOSURE, stored.closures, sent.closures);
  const parts = [policy, dayparts, products, capacities, closures];
  return {
    policy: policy.unchanged === 1 ? null : sent.policy,
    dayparts,
    products,
    capacities: { ...capacities, removed: goneCapacities.rows },
    closures: { ...closures, removed: goneClosures.rows },
    outcome: {
      changes: [
        ...parts.flatMap(({ changes }) => changes),
        ...goneCapacities.changes,
        ...goneClosures.changes,
      ],
      unchanged: parts.reduce((sum, { unchanged }) => sum + unchanged, 0),
    },
  };
}

function sortedPolicy(policy: planning.PlanningPolicy): planning.PlanningPolicy {
  return { ...policy, openOnHolidays: [...new Set(policy.openOnHolidays)].sort() };
}

/** The order of days and groups says nothing, and naming one twice no more than once. */
function sortedProduct(product: planning.ProductRow): planning.ProductRow {
  return {
    ...product,
    weekdays: [...new Set(product.weekdays)].sort(),
    groups: [...new Set(product.groups)].sort(),
  };
}
