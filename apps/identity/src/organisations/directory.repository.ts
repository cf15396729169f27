import { Injectable } from '@nestjs/common';
import type { Trace } from '@ouderportaal/bus';
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
