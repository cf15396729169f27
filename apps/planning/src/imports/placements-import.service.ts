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
import type { ReadTx, Tx } from '@ouderportaal/database';
import { ChangeBroadcast } from '@ouderportaal/service';
import { OrganisationsRepository } from '../copies/organisations.repository.js';
import { assertKnown, codesOf } from './imports.rules.js';
import { OrganisationImportRepository } from './organisation-import.repository.js';
import { PlacementsImportRepository } from './placements-import.repository.js';
import {
  differenceOfPlacements,
  placementErrors,
  type PlacementFacts,
  referencesOf,
  wholePlacements,
} from './placements-import.rules.js';

type Sent = Input<typeof planning.imports.placements>;

/** Records placements with their weekly pattern. */
@Injectable()
export class PlacementsImportService {
  constructor(
    private readonly organisations: OrganisationsRepository,
    private readonly organisationRows: OrganisationImportRepository,
    private readonly rows: PlacementsImportRepository,
    private readonly live: ChangeBroadcast,
  ) {}

  async placements(tx: Tx, actor: Actor, input: Sent): Promise<planning.ImportOutcome> {
    const { dryRun, placements, weekdays, confirmRemovals } = input;
    if (!dryRun) await this.assertThere(tx, actor);
    const children = [...new Set(placements.map(({ child }) => child))];
    const numbers = placements.map(({ number }) => number);
    const stored = await this.rows.stored(tx, numbers, children);
    const sent = wholePlacements(stored, placements, weekdays);
    assertImportable(placementErrors(stored, sent));
    const { changes, unchanged, created, updated } = differenceOfPlacements(stored, sent);
    if (dryRun) return { changes, unchanged };
    assertConfirmed(changes, confirmRemovals);
    await this.record(tx, sent, [...created, ...updated]);
    if (changes.length > 0) this.live.changed(tx, { everybody: true });
    return { changes, unchanged };
  }

  private async assertThere(tx: ReadTx, actor: Actor): Promise<void> {
    if (actor.tenantId === NOBODY) throw new DomainError('not-found');
    const organisation = await this.organisations.find(tx);
    if (!organisation) throw new DomainError('import-not-known-yet');
  }

  private async record(
    tx: Tx,
    sent: readonly PlacementFacts[],
    changed: readonly PlacementFacts[],
  ): Promise<void> {
    const { children, groups } = referencesOf(sent);
    const childIds = await this.rows.childIds(tx, codesOf(children));
    const groupIds = await this.organisationRows.groupIds(tx, codesOf(groups));
    assertKnown(children, childIds);
    assertKnown(groups, groupIds);
    await this.rows.record(tx, changed, childIds, groupIds);
  }
}
