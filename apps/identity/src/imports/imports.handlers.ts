import { Controller } from '@nestjs/common';
import { Handles } from '@ouderportaal/bus';
import { type SelfManagedCall } from '@ouderportaal/database';
import { type Actor, identity, type ImportOutcome } from '@ouderportaal/contracts';
import { type FamiliesInput, ImportFamilies } from './import-families.js';
import { ImportOrganisation, type OrganisationImport } from './import-organisation.js';

@Controller()
export class ImportsHandlers {
  constructor(
    private readonly organisations: ImportOrganisation,
    private readonly familyImports: ImportFamilies,
  ) {}

  @Handles(identity.imports.organisation)
  organisation(
    actor: Actor,
    input: OrganisationImport,
    call: SelfManagedCall,
  ): Promise<ImportOutcome> {
    return this.organisations.import(call, actor, input);
  }

  @Handles(identity.imports.families)
  families(actor: Actor, input: FamiliesInput, call: SelfManagedCall): Promise<ImportOutcome> {
    return this.familyImports.import(call, actor, input);
  }
}
