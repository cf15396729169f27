import { Injectable } from '@nestjs/common';
import type { media } from '@ouderportaal/contracts';
import type { ReadTx, Tx } from '@ouderportaal/database';

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
