import { Injectable } from '@nestjs/common';
import { type ReadTx, recordCopies, type Tx } from '@ouderportaal/database';

const LOGO = { table: 'organisation_logo', key: [], columns: { version: 'version text' } } as const;

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
    await recordCopies(tx, LOGO, [{ version, asOf }]);
  }
}
