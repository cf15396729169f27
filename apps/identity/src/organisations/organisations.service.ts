import { Injectable } from '@nestjs/common';
import type { CallContext } from '@ouderportaal/bus';
import { DomainError, type identity } from '@ouderportaal/contracts';
import { TenantDatabase } from '@ouderportaal/database';
import { DirectoryRepository } from './directory.repository.js';
import { OrganisationsRepository } from './organisations.repository.js';

@Injectable()
export class OrganisationsService {
  constructor(
    private readonly database: TenantDatabase,
    private readonly directory: DirectoryRepository,
    private readonly organisations: OrganisationsRepository,
  ) {}

  /** What anybody may see before signing in. */
  async get(context: CallContext, slug: string): Promise<identity.OrganisationView> {
    const tenantId = await this.directory.lookUp(context, slug);
    if (!tenantId) throw new DomainError('not-found');
    const organisation = await this.database.read({ tenantId, trace: context }, (tx) =>
      this.organisations.find(tx),
    );
    if (!organisation) throw new DomainError('not-found');
    return organisation;
  }
}
