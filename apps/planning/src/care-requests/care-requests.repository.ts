import { Injectable } from '@nestjs/common';
import { DomainError } from '@ouderportaal/contracts';
import type { ReadTx, Tx } from '@ouderportaal/database';
import type { LocalDate } from '@ouderportaal/kernel';
import { CareRequest } from './care-request.entity.js';

/** A request nobody has closed yet. */
export type SubmittedCareRequest = Omit<CareRequest, 'tenantId' | 'closedAt'>;

@Injectable()
export class CareRequestsRepository {
  async insert(tx: Tx, request: SubmittedCareRequest): Promise<void> {
    await tx.execute(
      `insert into care_request (tenant_id, id, submitted_by, submitted_at, remark, as_whole,
         lapses_on, policy_version, left_out)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        tx.tenantId,
        request.id,
        request.submittedBy,
        request.submittedAt,
        request.remark,
        request.asWhole,
        request.lapsesOn,
        request.policyVersion,
        JSON.stringify(request.leftOut),
      ],
    );
  }

  async get(tx: ReadTx, id: string): Promise<CareRequest> {
    const request = await tx.manager.findOneBy(CareRequest, { tenantId: tx.tenantId, id });
    if (!request) throw new DomainError('not-found');
    return request;
  }

  /** Row lock: deciding, cancelling and withdrawing of one request take turns. */
  async lock(tx: Tx, id: string): Promise<void> {
    await tx.query('select from care_request where id = $1 for update', [id]);
  }

  /** Requests with bookings past their last day, locked; rows that another transaction has locked are skipped. */
  async lockDue(tx: Tx, today: LocalDate, limit: number): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `select r.id from care_request r
       where r.id in (select b.request_id from booking b
                      where b.status = 'requested' and b.lapses_on < $1)
       order by r.id limit $2 for update skip locked`,
      [today, limit],
    );
    return rows.map(({ id }) => id);
  }

  ofIds(tx: ReadTx, ids: readonly string[]): Promise<{ id: string; submitted_by: string }[]> {
    return tx.query('select id, submitted_by from care_request where id = any($1::uuid[])', [ids]);
  }

  async reopen(tx: Tx, id: string): Promise<void> {
    await tx.manager.update(CareRequest, { tenantId: tx.tenantId, id }, { closedAt: null });
  }

  async close(tx: Tx, ids: readonly string[], at: Date): Promise<void> {
    await tx.execute('update care_request set closed_at = $2 where id = any($1::uuid[])', [
      ids,
      at,
    ]);
  }
}
