import { Injectable } from '@nestjs/common';
import { DomainError, type planning } from '@ouderportaal/contracts';
import type { ReadTx, Tx } from '@ouderportaal/database';
import { PlanningPolicy } from './planning-policy.entity.js';

interface CurrentPolicy {
  version: number;
  policy: planning.PlanningPolicy;
}

/** The organisation's rules for requests; every version stays, because requests refer to theirs. */
@Injectable()
export class PoliciesRepository {
  find(tx: ReadTx): Promise<CurrentPolicy | null> {
    return tx.queryOne(
      'select version, document as policy from planning_policy order by version desc limit 1',
    );
  }

  /** The rules of today and the time zone that says when today is, in one statement. */
  async withTimeZone(tx: ReadTx): Promise<{ timeZone: string; policy: planning.PlanningPolicy }> {
    const found = await tx.queryOne<{ timeZone: string; policy: planning.PlanningPolicy }>(
      `select o.time_zone as "timeZone", p.document as policy
       from organisation o
       join planning_policy p on p.tenant_id = o.tenant_id
       order by p.version desc limit 1`,
    );
    if (!found) throw new DomainError('not-found');
    return found;
  }

  async record(tx: Tx, { version, policy }: CurrentPolicy, at: Date): Promise<void> {
    const { tenantId } = tx;
    const row: PlanningPolicy = { tenantId, version, document: policy, recordedAt: at };
    await tx.manager.insert(PlanningPolicy, row);
  }
}
