import { Injectable } from '@nestjs/common';
import { CrossTenantPool, type Tx } from '@ouderportaal/database';
import { LogoRemoval } from './logo-removal.entity.js';

interface DueRemoval {
  tenantId: string;
  version: string;
}

@Injectable()
export class LogoRemovalsRepository {
  constructor(private readonly pool: CrossTenantPool) {}

  /** Of all organisations, oldest first. */
  due(now: Date, limit: number): Promise<DueRemoval[]> {
    return this.pool.query(
      `select tenant_id as "tenantId", version from logo_removal
       where due_at <= $1 order by due_at limit $2`,
      [now, limit],
    );
  }

  async add(tx: Tx, version: string, dueAt: Date): Promise<void> {
    const { tenantId } = tx;
    await tx.manager.upsert(LogoRemoval, { tenantId, version, dueAt }, ['tenantId', 'version']);
  }

  /** Waits for a removal that is being done; one that is not may come later. */
  async postpone(tx: Tx, version: string, dueAt: Date): Promise<void> {
    await tx.manager.update(LogoRemoval, { tenantId: tx.tenantId, version }, { dueAt });
  }

  async cancel(tx: Tx, version: string): Promise<void> {
    await tx.manager.delete(LogoRemoval, { tenantId: tx.tenantId, version });
  }

  /**
   * Takes a removal that is due, so that nobody publishes the same bytes until the transaction ends.
   * Answers whether the bytes are to go: not when another replica took it, or the logo is in use again.
   */
  async take(tx: Tx, version: string, now: Date): Promise<boolean> {
    const [taken] = await tx.query<{ isUnused: boolean }>(
      `delete from logo_removal where version = $1 and due_at <= $2
       returning not exists (select from logo where logo.version = $1) as "isUnused"`,
      [version, now],
    );
    return taken?.isUnused ?? false;
  }
}
