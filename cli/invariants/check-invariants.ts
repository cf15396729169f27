import pg from 'pg';
import { eventInvariants } from './events.js';
import { identityInvariants } from './identity.js';
import type { Invariant } from './invariant.js';
import { messagingInvariants } from './messaging.js';
import { planningInvariants } from './planning.js';
import { referenceInvariants } from './references.js';

/** All but those that follow from the catalogue. */
export const invariants: readonly Invariant[] = [
  ...planningInvariants,
  ...messagingInvariants,
  ...eventInvariants,
  ...identityInvariants,
];

export interface Violation {
  invariant: string;
  says: string;
  /** Up to ten of the rows: ids and numbers, no names of people. */
  rows: readonly Record<string, unknown>[];
}

interface CheckOptions {
  /** False while the portal is at work: only what must be so at every moment is looked at. */
  isAtRest: boolean;
}

interface CheckResult {
  checked: number;
  violations: readonly Violation[];
}

/** Looks at the whole database with a superuser's eyes, on one snapshot of it. */
export async function checkInvariants(
  adminUrl: string,
  options: CheckOptions,
): Promise<CheckResult> {
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  try {
    await admin.query('begin isolation level repeatable read read only');
    return await invariantsSeenBy(admin, options);
  } finally {
    await admin.end();
  }
}

/** The same in a transaction of the caller's. */
export async function invariantsSeenBy(
  admin: pg.Client,
  { isAtRest }: CheckOptions,
): Promise<CheckResult> {
  const all = [...invariants, ...(await referenceInvariants(admin))].filter(
    ({ atRest }) => isAtRest || atRest !== true,
  );
  const violations: Violation[] = [];
  for (const { name, says, sql } of all) {
    const { rows } = await admin.query<Record<string, unknown>>(
      `select * from (${sql}) as violation limit 10`,
    );
    if (rows.length > 0) violations.push({ invariant: name, says, rows: rows.map(withoutNames) });
  }
  return { checked: all.length, violations };
}

const PERSONAL = /name|number|reason|email/;

function withoutNames(row: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(row).filter(([column]) => !PERSONAL.test(column)));
}

/** One paragraph per violation, for people. */
export function describeViolations(violations: readonly Violation[]): string {
  return violations
    .map(({ invariant, says, rows }) =>
      [
        `  ✗ ${invariant}: ${says}`,
        ...rows.map((row) => `      not so for ${JSON.stringify(row)}`),
      ].join('\n'),
    )
    .join('\n');
}
