import { Controller } from '@nestjs/common';
import { Handles } from '@ouderportaal/bus';
import { type Actor, identity, type Input } from '@ouderportaal/contracts';
import type { SelfManagedCall } from '@ouderportaal/database';
import { FamiliesImportService } from './families-import.service.js';
import { OrganisationImportService } from './organisation-import.service.js';

const { imports: contracts } = identity;

@Controller()
export class ImportsHandlers {
  constructor(
    private readonly organisations: OrganisationImportService,
    private readonly familyRows: FamiliesImportService,
  ) {}

  @Handles(contracts.organisation)
  organisation(call: SelfManagedCall, actor: Actor, input: Input<typeof contracts.organisation>) {
    return this.organisations.organisation(call, actor, input);
  }

  @Handles(contracts.families)
  families(call: SelfManagedCall, actor: Actor, input: Input<typeof contracts.families>) {
    return this.familyRows.families(call, actor, input);
  }
}
