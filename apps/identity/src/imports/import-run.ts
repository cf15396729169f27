import { Injectable } from '@nestjs/common';
import { assertConfirmed, assertImportable, type identity } from '@ouderportaal/contracts';
import { type SelfManagedCall, TenantDatabase, type ReadTx, type Tx } from '@ouderportaal/database';
import { Passwords } from '../accounts/passwords.js';
import { SessionsBroadcast } from '../sessions/sessions.broadcast.js';
import type { HashedAccount } from './accounts-import.repository.js';
import { type AccountWrite, ownerKey } from './accounts-import.rules.js';
import type { ImportFindings } from './imports.rules.js';

interface Plan extends ImportFindings {
  accounts: readonly AccountWrite[];
}

/** The parts in which one import differs from another. */
interface ImportSteps<P extends Plan> {
  call: SelfManagedCall;
  tenantId: string;
  dryRun: boolean;
  /** Whether the caller knows of what it takes away and widens. */
  confirmRemovals: boolean;
  /** Compares what is sent with what is stored. */
  plan(tx: ReadTx): Promise<P>;
  /** Keeps other imports out until the end; false when the organisation turns out to be another's. */
  begin(tx: Tx): Promise<boolean>;
  /** Stores what the plan says, with its events; answers which sessions it ended. */
  apply(tx: Tx, plan: P, accounts: readonly HashedAccount[]): Promise<string[]>;
}

/**
 * Plans, hashes first passwords outside any transaction, then plans again behind a lock and applies
 * that in one transaction. A dry run ends after the first plan.
 */
@Injectable()
export class ImportRun {
  constructor(
    private readonly database: TenantDatabase,
    private readonly passwords: Passwords,
    private readonly broadcast: SessionsBroadcast,
  ) {}

  /**
   * Null when another import came in between and this one has to begin again.
   * @throws DomainError `import-invalid` with everything that is wrong; `import-not-confirmed` with
   * everything that would be removed or widened.
   */
  async run<P extends Plan>(steps: ImportSteps<P>): Promise<identity.ImportOutcome | null> {
    const owner = { tenantId: steps.tenantId, trace: steps.call, isBulk: steps.call.isBulk };
    const { answered, preview } = await this.database.read(owner, async (tx) => {
      const answered = await steps.call.answered<identity.ImportOutcome>(tx);
      return { answered, preview: await steps.plan(tx) };
    });
    if (answered) return answered;
    assertImportable(preview.errors);
    if (steps.dryRun || preview.changes.length === 0) return outcomeOf(preview);
    assertConfirmed(preview.changes, steps.confirmRemovals);
    const hashes = await this.passwords.hashAll(passwordsOf(preview));
    const applied = await this.database.transaction(owner, async (tx) => {
      if (!(await steps.begin(tx))) return null;
      const plan = await steps.plan(tx);
      assertImportable(plan.errors);
      assertConfirmed(plan.changes, steps.confirmRemovals);
      const accounts = withHashes(plan.accounts, hashes);
      if (!accounts) return null;
      return steps.call.once(tx, async () => {
        const ended = await steps.apply(tx, plan, accounts);
        tx.onCommit(() => this.broadcast.ended(ended));
        return outcomeOf(plan);
      });
    });
    return applied;
  }
}

function outcomeOf({ changes, unchanged }: Plan): identity.ImportOutcome {
  return { changes, unchanged };
}

function passwordsOf({ accounts }: Plan): Map<string, string> {
  return new Map(
    accounts.flatMap((account) =>
      account.password === null ? [] : [[ownerKey(account), account.password] as const],
    ),
  );
}

/** Null when an account needs a password that was not hashed: it was not to get one a moment ago. */
function withHashes(
  accounts: readonly AccountWrite[],
  hashes: ReadonlyMap<string, string>,
): HashedAccount[] | null {
  const isMissing = accounts.some(
    (account) => account.password !== null && !hashes.has(ownerKey(account)),
  );
  if (isMissing) return null;
  return accounts.map(({ password, ...account }) => ({
    ...account,
    passwordHash: password === null ? null : (hashes.get(ownerKey(account)) ?? null),
  }));
}
