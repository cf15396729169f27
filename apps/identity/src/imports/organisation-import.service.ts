import { Injectable } from '@nestjs/common';
import { type Actor, identity } from '@ouderportaal/contracts';
import { type SelfManagedCall, Outbox, type Tx } from '@ouderportaal/database';
import { Clock, newId } from '@ouderportaal/kernel';
import { DirectoryRepository } from '../organisations/directory.repository.js';
import { organisationFact } from '../organisations/organisation-facts.js';
import { OrganisationsRepository } from '../organisations/organisations.repository.js';
import { AccountsImportRepository, type HashedAccount } from './accounts-import.repository.js';
import type { WholeProfile } from './profile.rules.js';
import { ImportRun } from './import-run.js';
import { assertOwn } from './imports.rules.js';
import { OrganisationImportRepository } from './organisation-import.repository.js';
import {
  type OrganisationInput,
  type OrganisationPlan,
  planOrganisation,
} from './organisation-import.rules.js';

const { events } = identity;

interface OrganisationImport extends OrganisationInput {
  dryRun: boolean;
  confirmRemovals: boolean;
}

/** Records an organisation with its locations, groups and employees; a new short name makes a tenant. */
@Injectable()
export class OrganisationImportService {
  constructor(
    private readonly directory: DirectoryRepository,
    private readonly organisations: OrganisationsRepository,
    private readonly repository: OrganisationImportRepository,
    private readonly accounts: AccountsImportRepository,
    private readonly imports: ImportRun,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `import-invalid`; `import-not-confirmed`; `not-found` when the operator works for another one. */
  async organisation(
    call: SelfManagedCall,
    actor: Actor,
    input: OrganisationImport,
  ): Promise<identity.ImportOutcome> {
    for (;;) {
      const known = await this.directory.lookUp(call, input.organisation);
      assertOwn(actor, known);
      const outcome = await this.imports.run({
        call,
        tenantId: known ?? newId(),
        dryRun: input.dryRun,
        confirmRemovals: input.confirmRemovals,
        plan: async (tx) => planOrganisation(input, await this.repository.load(tx, input)),
        begin: async (tx) => {
          if (!known) return this.directory.claim(tx, input.organisation);
          await this.organisations.lock(tx);
          return true;
        },
        apply: (tx, plan, accounts) => this.apply(tx, input, plan, accounts),
      });
      if (outcome) return outcome;
    }
  }

  /** Places before the people who work there; each event after what it refers to. */
  private async apply(
    tx: Tx,
    { organisation, profile }: OrganisationInput,
    plan: OrganisationPlan,
    accounts: readonly HashedAccount[],
  ): Promise<string[]> {
    if (plan.profile) await this.recordProfile(tx, organisation, plan.profile);
    if (plan.locations.length > 0) {
      const recorded = await this.repository.recordLocations(tx, plan.locations);
      this.outbox.addAll(tx, events.locationRecorded, recorded);
    }
    if (plan.groups.length > 0) {
      const recorded = await this.repository.recordGroups(tx, plan.groups);
      this.outbox.addAll(tx, events.groupRecorded, recorded);
    }
    if (plan.employees.length > 0) {
      const recorded = await this.repository.recordEmployees(tx, plan.employees);
      this.outbox.addAll(tx, events.employeeRecorded, recorded);
    }
    await this.accounts.record(tx, 'employee', accounts);
    if (plan.isLoginNameChanged) await this.accounts.renameGuardians(tx, profile.loginName);
    if (plan.endSessionsOf.length === 0 && !plan.isLoginNameChanged) return [];
    return this.accounts.endSessions(tx, plan.endSessionsOf, this.clock.now());
  }

  private async recordProfile(tx: Tx, slug: string, profile: WholeProfile): Promise<void> {
    await this.organisations.record(tx, slug, profile);
    this.outbox.add(tx, events.organisationRecorded, organisationFact({ ...profile, slug }));
  }
}
