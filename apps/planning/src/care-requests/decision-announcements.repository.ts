import { Injectable } from '@nestjs/common';
import { CrossTenantPool, type ReadTx, type Tx } from '@ouderportaal/database';
import { DecisionAnnouncement } from './decision-announcement.entity.js';

@Injectable()
export class DecisionAnnouncementsRepository {
  constructor(private readonly pool: CrossTenantPool) {}

  /** The organisations that have some, longest due first. */
  async tenantsWithDue(now: Date): Promise<string[]> {
    const rows = await this.pool.query<{ tenantId: string }>(
      `select tenant_id as "tenantId" from decision_announcement
       where due_at <= $1 group by tenant_id order by min(due_at)`,
      [now],
    );
    return rows.map(({ tenantId }) => tenantId);
  }

  async add(tx: Tx, requestIds: readonly string[], dueAt: Date): Promise<void> {
    const { tenantId } = tx;
    const rows = requestIds.map((requestId) => ({ tenantId, requestId, dueAt }));
    await tx.manager.insert(DecisionAnnouncement, rows);
  }

  has(tx: ReadTx, requestId: string): Promise<boolean> {
    return tx.manager.existsBy(DecisionAnnouncement, { tenantId: tx.tenantId, requestId });
  }

  async cancel(tx: Tx, requestId: string): Promise<void> {
    await tx.manager.delete(DecisionAnnouncement, { tenantId: tx.tenantId, requestId });
  }

  /**
   * Takes some that are due, with their requests locked, so that nobody takes a decision back meanwhile.
   * A request that is in somebody's hands comes in a later round.
   */
  async takeDue(tx: Tx, now: Date, limit: number): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `with due as (
         select r.tenant_id, r.id
         from decision_announcement a
         join care_request r on r.tenant_id = a.tenant_id and r.id = a.request_id
         where a.due_at <= $1
         order by a.due_at, r.id limit $2 for update of r skip locked
       )
       delete from decision_announcement a using due
       where a.tenant_id = due.tenant_id and a.request_id = due.id and a.due_at <= $1
       returning a.request_id as id`,
      [now, limit],
    );
    return rows.map(({ id }) => id).sort();
  }
}
