import { Injectable } from '@nestjs/common';
import { DomainError, type Language } from '@ouderportaal/contracts';
import type { CrossTenantPool, ReadTx, Tx } from '@ouderportaal/database';

export interface OrganisationCopy {
  slug: string;
  name: string;
  language: Language;
  timeZone: string;
}

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
    const { slug, name, language, timeZone } = organisation;
    await tx.execute(
      `insert into organisation (tenant_id, slug, name, language, time_zone, as_of)
       values ($1, $2, $3, $4, $5, $6)
       on conflict (tenant_id) do update
         set slug = excluded.slug, name = excluded.name, language = excluded.language,
           time_zone = excluded.time_zone, as_of = excluded.as_of
         where organisation.as_of < excluded.as_of`,
      [tx.tenantId, slug, name, language, timeZone, asOf],
    );
  }
}
