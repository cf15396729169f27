import { Injectable } from '@nestjs/common';
import { media } from '@ouderportaal/contracts';
import { CrossTenantPool, Snapshots } from '@ouderportaal/database';
import { LogosRepository } from './logos.repository.js';

/** Every organisation's logo as it stands, for who begins to listen. */
@Injectable()
export class LogosSnapshots {
  constructor(snapshots: Snapshots, logos: LogosRepository, pool: CrossTenantPool) {
    snapshots.ofTenants((after, limit) => logos.tenantsAfter(pool, after, limit));
    snapshots.describe(media.events.logoRecorded, async (tx, after) => {
      const logo = after === null ? await logos.find(tx) : null;
      return logo ? [{ key: tx.tenantId, data: { version: logo.version } }] : [];
    });
  }
}
