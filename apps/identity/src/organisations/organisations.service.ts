import { Injectable } from '@nestjs/common';
import type { CallContext } from '@ouderportaal/bus';
import { DomainError, type identity, logoPath } from '@ouderportaal/contracts';
import { TenantDatabase } from '@ouderportaal/database';
import { DirectoryRepository } from './directory.repository.js';
import { LogosRepository } from './logos.repository.js';
import { OrganisationsRepository } from './organisations.repository.js';

@Injectable()
export class OrganisationsService {
  constructor(
    private readonly database: TenantDatabase,
    private readonly directory: DirectoryRepository,
    private readonly organisations: OrganisationsRepository,
    private readonly logos: LogosRepository,
  ) {}

  /** What anybody may see before signing in. */
  async get(context: CallContext, slug: string): Promise<identity.OrganisationPage> {
    const tenantId = await this.directory.lookUp(context, slug);
    if (!tenantId) throw new DomainError('not-found');
    const found = await this.database.read({ tenantId, trace: context }, async (tx) => {
      const [organisation, hasLogo] = await Promise.all([
        this.organisations.find(tx),
        this.logos.isThere(tx),
      ]);
      return (
        organisation && { ...organisation, logoUrl: hasLogo ? logoPath(organisation.slug) : null }
      );
    });
    if (!found) throw new DomainError('not-found');
    return found;
  }
}
