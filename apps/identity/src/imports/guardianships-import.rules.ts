import type { identity } from '@ouderportaal/contracts';
import type { Findings, Path } from './imports.rules.js';

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

/**
 * Who may do what for whom after the import (R53, R239): each child has every guardian of its own
 * family with full access; the rows sent are the exceptions, all of them. What is reported is how the
 * exceptions change; what everybody has by the rule goes without saying.
 */
export function planGuardianships(
  rows: readonly identity.FamilyRow[],
  known: Known,
  findings: Findings,
  touched: Set<string>,
): { record: Guardianship[]; remove: Pair[] } {
  const record: Guardianship[] = [];
  const remove: Pair[] = [];
  const anybody = new Set([
    ...known.guardians.map(({ debtorNumber }) => debtorNumber),
    ...rows.flatMap(({ guardians }) => guardians.map(({ debtorNumber }) => debtorNumber)),
  ]);
  const guardiansAt = Map.groupBy(known.guardians, ({ family }) => family);
  const childrenAt = Map.groupBy(known.children, ({ family }) => family);
  const storedOf = Map.groupBy(known.guardianships, ({ child }) => child);
  rows.forEach((row, i) => {
    const home: Home = {
      family: row.number,
      guardians: namesOf<Numbered['guardian']>(
        row.guardians,
        guardiansAt.get(row.number),
        (g) => g.debtorNumber,
      ),
      children: namesOf<Numbered['child']>(
        row.children,
        childrenAt.get(row.number),
        (c) => c.number,
      ),
    };
    refuseBadRows(
      row.guardianships,
      { ...home, anybody, path: ['families', i, 'guardianships'] },
      findings,
    );
    const before = [...home.children].flatMap((child) => storedOf.get(child) ?? []);
    const after = accessAfter(home, row.guardianships);
    const changes = difference(before, after);
    record.push(...changes.record);
    remove.push(...changes.remove);
    if (changes.record.length + changes.remove.length > 0) touched.add(row.number);
    reportExceptions(home, before, after, findings);
  });
  return { record, remove };
}

function namesOf<T>(
  brought: readonly T[],
  stored: readonly T[] | undefined,
  nameOf: (person: T) => string,
): Set<string> {
  return new Set([...(stored ?? []), ...brought].map(nameOf));
}

function refuseBadRows(
  rows: readonly Guardianship[],
  { family, children, anybody, path }: Home & { anybody: ReadonlySet<string>; path: Path },
  findings: Findings,
): void {
  const seen = new Set<string>();
  rows.forEach((row, i) => {
    if (!children.has(row.child)) {
      findings.refuse([...path, i, 'child'], `Family ${family} has no child ${row.child}`);
    }
    if (!anybody.has(row.guardian)) {
      findings.refuse(
        [...path, i, 'guardian'],
        `There is no guardian ${row.guardian}: send that family before or together with this one`,
      );
    }
    if (seen.has(nameOf(row))) {
      findings.refuse([...path, i], `${nameOf(row)} is in this family more than once`);
    }
    seen.add(nameOf(row));
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

function reportExceptions(
  home: Home,
  before: readonly Guardianship[],
  after: readonly Guardianship[],
  findings: Findings,
): void {
  const isException = ({ guardian, access }: Guardianship) =>
    access !== 'full' || !home.guardians.has(guardian);
  const old = new Map(before.filter(isException).map((link) => [nameOf(link), link]));
  const wanted = after.filter(isException);
  for (const { access, ...pair } of wanted) {
    const name = nameOf(pair);
    const stored = old.get(name);
    findings.compare('guardianship', name, stored ? { access: stored.access } : null, { access });
    old.delete(name);
  }
  for (const name of old.keys()) {
    findings.changes.push({ kind: 'guardianship', number: name, change: 'removed', fields: [] });
  }
}

/** How a guardianship is called in what an import answers. */
function nameOf({ child, guardian }: Pair): string {
  return `${child}/${guardian}`;
}
