import { Injectable } from '@nestjs/common';
import type { media } from '@ouderportaal/contracts';
import type { CrossTenantPool, ReadTx, Tx } from '@ouderportaal/database';

export interface Logo {
  mediaType: media.LogoType;
  width: number;
  height: number;
  bytes: number;
  /** SHA-256 of the content, hexadecimal. */
  version: string;
}

@Injectable()
export class LogosRepository {
  find(tx: ReadTx): Promise<Logo | null> {
    return tx.queryOne<Logo>(
      `select media_type as "mediaType", width, height, bytes, version from logo where tenant_id = $1`,
      [tx.tenantId],
    );
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
    await tx.execute(
      `insert into logo (tenant_id, media_type, width, height, bytes, version)
       values ($1, $2, $3, $4, $5, $6)
       on conflict (tenant_id) do update set media_type = excluded.media_type, width = excluded.width,
         height = excluded.height, bytes = excluded.bytes, version = excluded.version`,
      [tx.tenantId, logo.mediaType, logo.width, logo.height, logo.bytes, logo.version],
    );
  }
}
