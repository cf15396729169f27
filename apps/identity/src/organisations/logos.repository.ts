import { Injectable } from '@nestjs/common';
import type { ReadTx, Tx } from '@ouderportaal/database';

/** The copy of what media says: whether the organisation has a logo. */
@Injectable()
export class LogosRepository {
  async isThere(tx: ReadTx): Promise<boolean> {
    return (
      (await tx.queryOne('select from organisation_logo where tenant_id = $1', [tx.tenantId])) !==
      null
    );
  }

  /** What is older than the copy changes nothing. */
  async record(tx: Tx, version: string, asOf: number): Promise<void> {
    await tx.execute(
      `insert into organisation_logo (tenant_id, version, as_of) values ($1, $2, $3)
       on conflict (tenant_id) do update set version = excluded.version, as_of = excluded.as_of
         where organisation_logo.as_of < excluded.as_of`,
      [tx.tenantId, version, asOf],
    );
  }
}
