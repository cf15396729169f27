import { Controller } from '@nestjs/common';
import { Handles } from '@ouderportaal/bus';
import { type Actor, planning } from '@ouderportaal/contracts';
import type { Tx } from '@ouderportaal/database';
import type { z } from 'zod';
import { OrganisationImportService } from './organisation-import.service.js';
import { PlacementsImportService } from './placements-import.service.js';

const { organisation, placements } = planning.imports;

@Controller()
export class ImportsHandlers {
  constructor(
    private readonly organisations: OrganisationImportService,
    private readonly placementRows: PlacementsImportService,
  ) {}

  @Handles(organisation)
  organisation(
    actor: Actor,
    input: z.output<typeof organisation.input>,
    tx: Tx,
  ): Promise<planning.ImportOutcome> {
    return this.organisations.organisation(tx, actor, input);
  }

  @Handles(placements)
  placements(
    actor: Actor,
    input: z.output<typeof placements.input>,
    tx: Tx,
  ): Promise<planning.ImportOutcome> {
    return this.placementRows.placements(tx, actor, input);
  }
}
