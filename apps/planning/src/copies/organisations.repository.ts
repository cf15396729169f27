import { Injectable } from '@nestjs/common';
import { DomainError, type Language } from '@ouderportaal/contracts';
import { type CrossTenantPool, type ReadTx, recordCopies, type Tx } from '@ouderportaal/database';

export interface OrganisationCopy {
  slug: string;
  name: string;
  language: Language;
  timeZone: string;
}

const ORGANISATION = {
  table: 'organisation',
  key: [],
  columns: {
    slug: 'slug text',
    name: 'name text',
    language: 'language text',
    timeZone: 'time_zone text',
  },
} as const;

/** What planning knows of the organisation itself, from identity's events. */
@Injectable()
export class OrganisationsRepository {
  find(tx: ReadTx): Promise<OrganisationCopy | null> {
    return tx.queryOne('select slug, name, language, time_zone as "timeZone" from organisation');
  }

  async get(tx: ReadTx): Promise<OrganisationCopy> {
    const organisation = await this.find(tx);
    if (!organisation) throw new DomainError('not-found');
    return organisation;
  }

  /** As `find`, and makes a second caller wait until this transaction ends. */
  lock(tx: Tx): Promise<OrganisationCopy | null> {
    return tx.queryOne(
      'select slug, name, language, time_zone as "timeZone" from organisation for update',
    );
  }

  /** Every organisation, for jobs that visit them one by one. */
  allTenants(pool: CrossTenantPool): Promise<{ tenantId: string; timeZone: string }[]> {
    return pool.query(
      'select tenant_id as "tenantId", time_zone as "timeZone" from organisation order by tenant_id',
    );
  }

  async record(tx: Tx, organisation: OrganisationCopy, asOf: number): Promise<void> {
    await recordCopies(tx, ORGANISATION, [{ ...organisation, asOf }]);
  }
}
