import { Injectable } from '@nestjs/common';
import {
  type Actor,
  assertConfirmed,
  assertImportable,
  DomainError,
  type Input,
  NOBODY,
  type planning,
} from '@ouderportaal/contracts';
import type { Tx } from '@ouderportaal/database';
import { Clock } from '@ouderportaal/kernel';
import { ChangeBroadcast } from '@ouderportaal/service';
import { OrganisationsRepository } from '../copies/organisations.repository.js';
import { PoliciesRepository } from '../policies/policies.repository.js';
import { assertKnown, codesOf } from './imports.rules.js';
import { OrganisationImportRepository } from './organisation-import.repository.js';
import {
  differenceOfOrganisation,
  type OrganisationDifference,
  organisationErrors,
  referencesOf,
} from './organisation-import.rules.js';

type Sent = Input<typeof planning.imports.organisation>;

/** Records an organisation's planning rules, dayparts, capacities, care products and closures. */
@Injectable()
export class OrganisationImportService {
  constructor(
    private readonly organisations: OrganisationsRepository,
    private readonly policies: PoliciesRepository,
    private readonly rows: OrganisationImportRepository,
    private readonly live: ChangeBroadcast,
    private readonly clock: Clock,
  ) {}

  async organisation(tx: Tx, actor: Actor, input: Sent): Promise<planning.ImportOutcome> {
    if (!input.dryRun) await this.assertThere(tx, actor);
    const current = await this.policies.find(tx);
    const stored = await this.rows.stored(tx);
    assertImportable(organisationErrors(input, stored));
    const difference = differenceOfOrganisation(
      input.organisation,
      { ...stored, policy: current?.policy ?? null },
      input,
    );
    if (input.dryRun) return difference.outcome;
    assertConfirmed(difference.outcome.changes, input.confirmRemovals);
    await this.record(tx, input, difference, (current?.version ?? 0) + 1);
    if (difference.outcome.changes.length > 0) this.live.changed(tx, { everybody: true });
    return difference.outcome;
  }

  /** Imports of one organisation take turns, so that each compares with what is really there. */
  private async assertThere(tx: Tx, actor: Actor): Promise<void> {
    if (actor.tenantId === NOBODY) throw new DomainError('not-found');
    const organisation = await this.organisations.lock(tx);
    if (!organisation) throw new DomainError('import-not-known-yet');
  }

  private async record(
    tx: Tx,
    input: Sent,
    { policy, dayparts, products, capacities, closures }: OrganisationDifference,
    version: number,
  ): Promise<void> {
    const references = referencesOf(input);
    const groupIds = await this.rows.groupIds(tx, codesOf(references.groups));
    const locationIds = await this.rows.locationIds(tx, codesOf(references.locations));
    assertKnown(references.groups, groupIds);
    assertKnown(references.locations, locationIds);
    if (policy) await this.policies.record(tx, { version, policy }, this.clock.now());
    await this.rows.recordDayparts(tx, [...dayparts.created, ...dayparts.updated]);
    await this.rows.recordProducts(tx, [...products.created, ...products.updated], groupIds);
    await this.rows.recordCapacities(tx, {
      removed: capacities.removed,
      recorded: [...capacities.created, ...capacities.updated],
    });
    await this.rows.recordClosures(tx, {
      removed: [...closures.removed, ...closures.updated],
      recorded: [...closures.created, ...closures.updated],
    });
  }
}
