import type { FieldError, identity } from '@ouderportaal/contracts';
import type { Path } from './imports.rules.js';

/** Owner of an account, named in imports by kind and number. */
export interface AccountOwner {
  kind: 'guardian' | 'employee';
  number: string;
}

export interface StoredAccount extends AccountOwner {
  username: string | null;
  email: string | null;
  hasPassword: boolean;
}

/** The account that a row asks for. */
export interface WantedAccount extends AccountOwner {
  username: string | null;
  email: string | null;
  initialPassword: string | null;
  /** Where the person's row is in the import. */
  path: Path;
  /** Which field of the row gives the username. */
  usernameField: 'email' | 'debtorNumber';
}

export interface AccountWrite extends AccountOwner {
  isNew: boolean;
  username: string | null;
  email: string | null;
  /** To be hashed and set, because there is no password yet. */
  password: string | null;
}

/** What a guardian signs in with (R11, R12, R234); null where that is not known (R24). */
export function guardianUsername(
  loginName: identity.LoginName,
  guardian: { debtorNumber: string; email: string | null },
): string | null {
  return loginName === 'debtor-number' ? guardian.debtorNumber.toLowerCase() : guardian.email;
}

/** An initial password counts only where there is none yet: an import never changes a password. */
export function takesInitialPassword(
  wanted: Pick<WantedAccount, 'initialPassword' | 'username'>,
  stored: StoredAccount | undefined,
): boolean {
  return wanted.initialPassword !== null && wanted.username !== null && !stored?.hasPassword;
}

/**
 * Which accounts are made or changed. Refuses an address or name that would belong to two accounts
 * (R22) once the whole import is applied: two people of one import may swap theirs.
 */
export function planAccounts(
  wanted: readonly WantedAccount[],
  stored: readonly StoredAccount[],
): { errors: FieldError[]; writes: AccountWrite[] } {
  const known = new Map(stored.map((account) => [ownerKey(account), account]));
  const writes = wanted.flatMap((account) => {
    const before = known.get(ownerKey(account));
    const { kind, number, username, email, initialPassword } = account;
    if (!before && username === null) return [];
    const password = takesInitialPassword(account, before) ? initialPassword : null;
    const isSame = before?.username === username && before.email === email && password === null;
    return isSame ? [] : [{ kind, number, isNew: !before, username, email, password }];
  });
  return { errors: takenNames(wanted, stored), writes };
}

export function ownerKey({ kind, number }: AccountOwner): string {
  return `${kind} ${number}`;
}

function takenNames(
  wanted: readonly WantedAccount[],
  stored: readonly StoredAccount[],
): FieldError[] {
  const replaced = new Set(wanted.map(ownerKey));
  const kept = stored.filter((account) => !replaced.has(ownerKey(account)));
  const emails = ownersBy(kept, ({ email }) => email);
  const usernames = ownersBy(kept, ({ username }) => username);
  return wanted.flatMap((account) => {
    const { email, username, path, usernameField } = account;
    const errors: FieldError[] = [];
    const key = ownerKey(account);
    const emailOwner = takeFor(key, email, emails);
    if (emailOwner) {
      errors.push({ path: [...path, 'email'], message: emailTaken(account, emailOwner) });
    }
    const usernameOwner = takeFor(key, username, usernames);
    if (usernameOwner && usernameField === 'debtorNumber') {
      errors.push({
        path: [...path, 'debtorNumber'],
        message: `Signing in with ${username ?? ''} belongs to ${usernameOwner} already: capitals make no difference`,
      });
    }
    return errors;
  });
}

function ownersBy(
  accounts: readonly StoredAccount[],
  keyOf: (account: StoredAccount) => string | null,
): Map<string, string> {
  return new Map(
    accounts.flatMap((account) => {
      const key = keyOf(account);
      return key === null ? [] : [[key, ownerKey(account)] as const];
    }),
  );
}

/** Claims a name for an owner; answers the other owner where it is taken. */
function takeFor(owner: string, name: string | null, owners: Map<string, string>): string | null {
  if (name === null) return null;
  const other = owners.get(name);
  if (other !== undefined && other !== owner) return other;
  owners.set(name, owner);
  return null;
}

function emailTaken({ kind }: AccountOwner, owner: string): string {
  const sentence = `This e-mail address belongs to ${owner} already, and an address is for one account`;
  return kind === 'guardian'
    ? `${sentence}: leave it empty, or give this parent an own address`
    : `${sentence}: give this employee an own address`;
}
