import { Controller } from '@nestjs/common';
import { Handles } from '@ouderportaal/bus';
import { type SelfManagedCall } from '@ouderportaal/database';
import { type Actor, identity } from '@ouderportaal/contracts';
import { FamiliesImportService, type FamiliesInput } from './families-import.service.js';
import {
  type OrganisationImport,
  OrganisationImportService,
} from './organisation-import.service.js';

@Controller()
export class ImportsHandlers {
  constructor(
    private readonly organisations: OrganisationImportService,
    private readonly familyRows: FamiliesImportService,
  ) {}

  @Handles(identity.imports.organisation)
  organisation(
    actor: Actor,
    input: OrganisationImport,
    call: SelfManagedCall,
  ): Promise<identity.ImportOutcome> {
    return this.organisations.organisation(call, actor, input);
  }

  @Handles(identity.imports.families)
  families(
    actor: Actor,
    input: FamiliesInput,
    call: SelfManagedCall,
  ): Promise<identity.ImportOutcome> {
    return this.familyRows.families(call, actor, input);
  }
}
