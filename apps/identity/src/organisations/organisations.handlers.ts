import { Controller } from '@nestjs/common';
import { type CallContext, Handles } from '@ouderportaal/bus';
import { type Actor, identity } from '@ouderportaal/contracts';
import { OrganisationsService } from './organisations.service.js';

@Controller()
export class OrganisationsHandlers {
  constructor(private readonly organisations: OrganisationsService) {}

  @Handles(identity.organisations.get)
  get(
    _actor: Actor,
    { organisation }: { organisation: string },
    context: CallContext,
  ): Promise<identity.OrganisationView> {
    return this.organisations.get(context, organisation);
  }

  @Handles(identity.organisations.resolve)
  async resolve(
    _actor: Actor,
    { organisation }: { organisation: string },
    context: CallContext,
  ): Promise<{ tenantId: string | null }> {
    return { tenantId: await this.organisations.resolve(context, organisation) };
  }
}
