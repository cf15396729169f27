import type { FieldError, identity } from '@ouderportaal/contracts';
import { type Difference, replacementOf, repeated, type RowKind } from '@ouderportaal/kernel';
import type { Path } from './imports.rules.js';

/** By the child's number and the guardian's debtor number. */
export interface Guardianship {
  child: string;
  guardian: string;
  access: identity.GuardianAccess;
}

type Pair = Omit<Guardianship, 'access'>;

interface Numbered {
  guardian: { debtorNumber: string };
  child: { number: string };
}

interface Known {
  guardians: readonly (Numbered['guardian'] & { family: string })[];
  children: readonly (Numbered['child'] & { family: string })[];
  guardianships: readonly Guardianship[];
}

interface Home {
  family: string;
  /** Numbers of everybody of the family, stored or brought. */
  guardians: ReadonlySet<string>;
  children: ReadonlySet<string>;
}

interface GuardianshipsPlan {
  errors: FieldError[];
  record: Guardianship[];
  remove: Pair[];
  /** How the exceptions change, of each family. */
  exceptions: Difference<Guardianship, 'guardianship'>[];
  /** Numbers of families in which anybody's access changes. */
  touched: string[];
}

/** How much a guardian may: more than before is widened. */
const EXTENT: Record<identity.GuardianAccess, number> = { none: 0, 'read-only': 1, full: 2 };

/**
 * Who may do what for whom after the import (R53, R239): each child has every guardian of its own
 * family with full access; the rows sent are the exceptions, all of them, and where none are sent the
 * stored ones stay. What is reported is how the exceptions change; what everybody has by the rule goes
 * without saying.
 */
export function planGuardianships(
  rows: readonly identity.FamilyRow[],
  known: Known,
): GuardianshipsPlan {
  const plan: GuardianshipsPlan = {
    errors: [],
    record: [],
    remove: [],
    exceptions: [],
    touched: [],
  };
  const anybody = new Set([
    ...known.guardians.map(({ debtorNumber }) => debtorNumber),
    ...rows.flatMap(({ guardians }) => guardians.map(({ debtorNumber }) => debtorNumber)),
  ]);
  const homes = homesOf(rows, known);
  const storedOf = Map.groupBy(known.guardianships, ({ child }) => child);
  homes.forEach((home, i) => {
    const path = ['families', i, 'guardianships'];
    const sent = rows[i]?.guardianships;
    const before = [...home.children].flatMap((child) => storedOf.get(child) ?? []);
    const exceptions = sent ?? before.filter((link) => isException(home, link));
    const after = accessAfter(home, exceptions);
    const changes = difference(before, after);
    plan.errors.push(
      ...badRows(sent ?? [], { ...home, anybody, path }),
      ...liftedBlocks(before, after, { sent: sent ?? [], path }),
    );
    plan.record.push(...changes.record);
    plan.remove.push(...changes.remove);
    if (changes.record.length + changes.remove.length > 0) plan.touched.push(home.family);
    plan.exceptions.push(differenceOfExceptions(home, before, after));
  });
  return plan;
}

function homesOf(rows: readonly identity.FamilyRow[], known: Known): Home[] {
  const guardiansAt = Map.groupBy(known.guardians, ({ family }) => family);
  const childrenAt = Map.groupBy(known.children, ({ family }) => family);
  return rows.map(({ number, guardians, children }) => ({
    family: number,
    guardians: namesOf<Numbered['guardian']>(
      guardians,
      guardiansAt.get(number),
      ({ debtorNumber }) => debtorNumber,
    ),
    children: namesOf<Numbered['child']>(children, childrenAt.get(number), (c) => c.number),
  }));
}

function namesOf<T>(
  brought: readonly T[],
  stored: readonly T[] | undefined,
  nameOf: (person: T) => string,
): Set<string> {
  return new Set([...(stored ?? []), ...brought].map(nameOf));
}

function badRows(
  rows: readonly Guardianship[],
  { family, children, anybody, path }: Home & { anybody: ReadonlySet<string>; path: Path },
): FieldError[] {
  const twice = new Set(repeated(rows, nameOf).map(({ index }) => index));
  return rows.flatMap((row, i) => {
    const errors: FieldError[] = [];
    const refuse = (at: Path, message: string) => errors.push({ path: [...path, ...at], message });
    if (!children.has(row.child))
      refuse([i, 'child'], `Family ${family} has no child ${row.child}`);
    if (!anybody.has(row.guardian)) {
      refuse(
        [i, 'guardian'],
        `There is no guardian ${row.guardian}: send that family before or together with this one`,
      );
    }
    if (twice.has(i)) refuse([i], `${nameOf(row)} is in this family more than once`);
    return errors;
  });
}

/** Access `none` protects a child: a forgotten or overwritten row must not lift it. */
function liftedBlocks(
  before: readonly Guardianship[],
  after: readonly Guardianship[],
  { sent, path }: { sent: readonly Guardianship[]; path: Path },
): FieldError[] {
  const wanted = new Map(after.map((link) => [nameOf(link), link.access]));
  return before
    .filter((link) => link.access === 'none' && wanted.get(nameOf(link)) !== 'none')
    .map((link) => {
      const at = sent.findIndex((row) => nameOf(row) === nameOf(link));
      return {
        path: at === -1 ? path : [...path, at, 'access'],
        message: `Guardian ${link.guardian} is blocked from child ${link.child} and no import lifts a block: keep the row ${link.child}, ${link.guardian}, none`,
      };
    });
}

function accessAfter(home: Home, exceptions: readonly Guardianship[]): Guardianship[] {
  const byRule = [...home.children].flatMap((child) =>
    [...home.guardians].map((guardian) => ({ child, guardian, access: 'full' as const })),
  );
  const all = new Map<string, Guardianship>();
  for (const link of [...byRule, ...exceptions]) all.set(nameOf(link), link);
  return [...all.values()];
}

function difference(
  before: readonly Guardianship[],
  after: readonly Guardianship[],
): { record: Guardianship[]; remove: Pair[] } {
  const old = new Map(before.map((link) => [nameOf(link), link.access]));
  const kept = new Set(after.map(nameOf));
  return {
    record: after.filter((link) => old.get(nameOf(link)) !== link.access),
    remove: before
      .filter((link) => !kept.has(nameOf(link)))
      .map(({ child, guardian }) => ({ child, guardian })),
  };
}

function isException({ guardians }: Home, { guardian, access }: Guardianship): boolean {
  return access !== 'full' || !guardians.has(guardian);
}

function differenceOfExceptions(
  home: Home,
  before: readonly Guardianship[],
  after: readonly Guardianship[],
): Difference<Guardianship, 'guardianship'> {
  const kind: RowKind<'guardianship', Guardianship> = {
    kind: 'guardianship',
    numberOf: nameOf,
    widens: (old, now) =>
      now ? EXTENT[now.access] > EXTENT[old.access] : home.guardians.has(old.guardian),
  };
  const exceptions = (links: readonly Guardianship[]) =>
    links.filter((link) => isException(home, link));
  return replacementOf(kind, exceptions(before), exceptions(after));
}

/** How a guardianship is called in what an import answers. */
function nameOf({ child, guardian }: Pair): string {
  return `${child}/${guardian}`;
}
