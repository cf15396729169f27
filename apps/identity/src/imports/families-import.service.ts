import { Injectable } from '@nestjs/common';
import { type Actor, DomainError, identity } from '@ouderportaal/contracts';
import { type SelfManagedCall, Outbox, type ReadTx, type Tx } from '@ouderportaal/database';
import { Clock } from '@ouderportaal/kernel';
import { FamiliesRepository } from '../families/families.repository.js';
import { familyFacts } from '../families/family-facts.js';
import { DirectoryRepository } from '../organisations/directory.repository.js';
import { OrganisationsRepository } from '../organisations/organisations.repository.js';
import { AccountsImportRepository, type HashedAccount } from './accounts-import.repository.js';
import { FamiliesImportRepository } from './families-import.repository.js';
import { type FamiliesPlan, planFamilies } from './families-import.rules.js';
import { ImportRun } from './import-run.js';
import { assertOwn } from './imports.rules.js';

interface FamiliesInput {
  organisation: string;
  dryRun: boolean;
  confirmRemovals: boolean;
  families: readonly identity.FamilyRow[];
}

/** Records families with their guardians, children and guardianships. */
@Injectable()
export class FamiliesImportService {
  constructor(
    private readonly directory: DirectoryRepository,
    private readonly organisations: OrganisationsRepository,
    private readonly repository: FamiliesImportRepository,
    private readonly recorded: FamiliesRepository,
    private readonly accounts: AccountsImportRepository,
    private readonly imports: ImportRun,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `import-invalid`; `import-not-confirmed`; `not-found` for an organisation that is not there or not theirs. */
  async families(
    call: SelfManagedCall,
    actor: Actor,
    input: FamiliesInput,
  ): Promise<identity.ImportOutcome> {
    const tenantId = await this.directory.lookUp(call, input.organisation);
    assertOwn(actor, tenantId);
    if (!tenantId) throw new DomainError('not-found');
    for (;;) {
      const outcome = await this.imports.run({
        call,
        tenantId,
        dryRun: input.dryRun,
        confirmRemovals: input.confirmRemovals,
        plan: (tx) => this.plan(tx, input.families),
        begin: async (tx) => {
          await this.organisations.lock(tx);
          return true;
        },
        apply: (tx, plan, accounts) => this.apply(tx, plan, accounts),
      });
      if (outcome) return outcome;
    }
  }

  private async plan(tx: ReadTx, families: readonly identity.FamilyRow[]): Promise<FamiliesPlan> {
    const organisation = await this.organisations.find(tx);
    if (!organisation) throw new DomainError('not-found');
    return planFamilies(families, await this.repository.load(tx, organisation.loginName, families));
  }

  private async apply(
    tx: Tx,
    plan: FamiliesPlan,
    accounts: readonly HashedAccount[],
  ): Promise<string[]> {
    await this.repository.record(tx, plan);
    await this.repository.recordGuardianships(tx, plan.guardianships);
    await this.accounts.record(tx, 'guardian', accounts);
    const families = await this.recorded.records(tx, plan.changed);
    const { childrenRecorded, guardiansRecorded, householdRecorded } = identity.events;
    this.outbox.addAll(tx, childrenRecorded, families.map(familyFacts.children));
    this.outbox.addAll(tx, guardiansRecorded, families.map(familyFacts.guardians));
    this.outbox.addAll(tx, householdRecorded, families.map(familyFacts.household));
    return plan.isLoginTaken ? this.accounts.endSessions(tx, [], this.clock.now()) : [];
  }
}
