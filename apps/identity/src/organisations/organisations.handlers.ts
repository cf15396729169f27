import { Controller } from '@nestjs/common';
import { Handles } from '@ouderportaal/bus';
import { type Actor, identity, type Input } from '@ouderportaal/contracts';
import type { SelfManagedCall } from '@ouderportaal/database';
import { DirectoryRepository } from './directory.repository.js';
import { OrganisationsService } from './organisations.service.js';

const { organisations: contracts } = identity;

@Controller()
export class OrganisationsHandlers {
  constructor(
    private readonly organisations: OrganisationsService,
    private readonly directory: DirectoryRepository,
  ) {}

  @Handles(contracts.get)
  get(call: SelfManagedCall, _actor: Actor, { organisation }: Input<typeof contracts.get>) {
    return this.organisations.get(call, organisation);
  }

  @Handles(contracts.resolve)
  async resolve(
    call: SelfManagedCall,
    _actor: Actor,
    { organisation }: Input<typeof contracts.resolve>,
  ) {
    return { tenantId: await this.directory.lookUp(call, organisation) };
  }
}
