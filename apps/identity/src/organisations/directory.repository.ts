import { Injectable } from '@nestjs/common';
import { continueTrace, type Trace } from '@ouderportaal/bus';
import { NOBODY } from '@ouderportaal/contracts';
import { TenantDatabase, type ReadTx, type Tx } from '@ouderportaal/database';

/** From an organisation's short name to its tenant: the one table that is read before a tenant is known. */
@Injectable()
export class DirectoryRepository {
  constructor(private readonly database: TenantDatabase) {}

  /** In a transaction of its own, of nobody. */
  lookUp(trace: Trace, slug: string): Promise<string | null> {
    return this.database.read({ tenantId: NOBODY, trace }, (tx) => this.find(tx, slug));
  }

  /** Organisations in the order of their ids, after one of them. */
  tenantsAfter(after: string | null, limit: number): Promise<string[]> {
    return this.database.read({ tenantId: NOBODY, trace: continueTrace() }, async (tx) => {
      const rows = await tx.query<{ tenantId: string }>(
        `select tenant_id as "tenantId" from organisation_directory
         where $1::uuid is null or tenant_id > $1 order by tenant_id limit $2`,
        [after, limit],
      );
      return rows.map(({ tenantId }) => tenantId);
    });
  }

  async find(tx: ReadTx, slug: string): Promise<string | null> {
    const row = await tx.queryOne<{ tenantId: string }>(
      `select tenant_id as "tenantId" from organisation_directory where slug = $1`,
      [slug],
    );
    return row?.tenantId ?? null;
  }

  /** Takes a short name for the transaction's tenant; false when another one has it by now. */
  async claim(tx: Tx, slug: string): Promise<boolean> {
    const claimed = await tx.execute(
      `insert into organisation_directory (slug, tenant_id) values ($1, $2)
       on conflict (slug) do nothing`,
      [slug, tx.tenantId],
    );
    return claimed === 1;
  }
}
