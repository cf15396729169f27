import { Injectable } from '@nestjs/common';
import { DomainError, type PlanningPolicy } from '@ouderportaal/contracts';
import type { Tx } from '@ouderportaal/database';

export interface CurrentPolicy {
  version: number;
  policy: PlanningPolicy;
}

/** The organisation's rules for requests; every version stays, because requests refer to theirs. */
@Injectable()
export class PoliciesRepository {
  find(tx: Tx): Promise<CurrentPolicy | null> {
    return tx.queryOne(
      'select version, document as policy from planning_policy order by version desc limit 1',
    );
  }

  async current(tx: Tx): Promise<CurrentPolicy> {
    const current = await this.find(tx);
    if (!current) throw new DomainError('not-found');
    return current;
  }

  async record(tx: Tx, { version, policy }: CurrentPolicy, at: Date): Promise<void> {
    await tx.execute(
      `insert into planning_policy (tenant_id, version, document, recorded_at)
       values ($1, $2, $3, $4)`,
      [tx.tenantId, version, JSON.stringify(policy), at],
    );
  }
}
