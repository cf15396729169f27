import { Controller } from '@nestjs/common';
import { type CallContext, Handles } from '@ouderportaal/bus';
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
    context: CallContext,
  ): Promise<ImportOutcome> {
    return this.organisations.import(context, actor, input);
  }

  @Handles(identity.imports.families)
  families(actor: Actor, input: FamiliesInput, context: CallContext): Promise<ImportOutcome> {
    return this.familyImports.import(context, actor, input);
  }
}
