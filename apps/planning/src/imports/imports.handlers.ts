import { Controller } from '@nestjs/common';
import { Handles } from '@ouderportaal/bus';
import { type Actor, type Input, planning } from '@ouderportaal/contracts';
import type { Tx } from '@ouderportaal/database';
import { OrganisationImportService } from './organisation-import.service.js';
import { PlacementsImportService } from './placements-import.service.js';

const { imports: contracts } = planning;

@Controller()
export class ImportsHandlers {
  constructor(
    private readonly organisations: OrganisationImportService,
    private readonly placementRows: PlacementsImportService,
  ) {}

  @Handles(contracts.organisation)
  organisation(tx: Tx, actor: Actor, input: Input<typeof contracts.organisation>) {
    return this.organisations.organisation(tx, actor, input);
  }

  @Handles(contracts.placements)
  placements(tx: Tx, actor: Actor, input: Input<typeof contracts.placements>) {
    return this.placementRows.placements(tx, actor, input);
  }
}
