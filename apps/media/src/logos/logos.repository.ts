import { Injectable } from '@nestjs/common';
import type { CrossTenantPool, ReadTx, Tx } from '@ouderportaal/database';
import { LogoRow } from './logo.entity.js';

export type Logo = Omit<LogoRow, 'tenantId'>;

@Injectable()
export class LogosRepository {
  find(tx: ReadTx): Promise<Logo | null> {
    return tx.manager.findOneBy(LogoRow, { tenantId: tx.tenantId });
  }

  /** Organisations that have one, in the order of their ids, after one of them. */
  async tenantsAfter(
    pool: CrossTenantPool,
    after: string | null,
    limit: number,
  ): Promise<string[]> {
    const rows = await pool.query<{ tenantId: string }>(
      `select tenant_id as "tenantId" from logo
       where $1::uuid is null or tenant_id > $1 order by tenant_id limit $2`,
      [after, limit],
    );
    return rows.map(({ tenantId }) => tenantId);
  }

  async record(tx: Tx, logo: Logo): Promise<void> {
    await tx.manager.upsert(LogoRow, { ...logo, tenantId: tx.tenantId }, ['tenantId']);
  }
}
