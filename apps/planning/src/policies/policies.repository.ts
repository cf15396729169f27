import { Injectable } from '@nestjs/common';
import { DomainError, type planning } from '@ouderportaal/contracts';
import type { ReadTx, Tx } from '@ouderportaal/database';
import { PlanningPolicy } from './planning-policy.entity.js';

interface CurrentPolicy {
  version: number;
  policy: planning.PlanningPolicy;
}

/** Rules that a version does not name, because it is older than they are. */
const NAMED_SINCE = { takeBackMinutes: 1 } satisfies Partial<planning.PlanningPolicy>;
const POLICY = `'${JSON.stringify(NAMED_SINCE)}'::jsonb || p.document`;

/** The organisation's rules for requests; every version stays, because requests refer to theirs. */
@Injectable()
export class PoliciesRepository {
  find(tx: ReadTx): Promise<CurrentPolicy | null> {
    return tx.queryOne(
      `select version, ${POLICY} as policy from planning_policy p order by version desc limit 1`,
    );
  }

  /** The rules of today and the time zone that says when today is, in one statement. */
  async withTimeZone(tx: ReadTx): Promise<{ timeZone: string; policy: planning.PlanningPolicy }> {
    const found = await tx.queryOne<{ timeZone: string; policy: planning.PlanningPolicy }>(
      `select o.time_zone as "timeZone", ${POLICY} as policy
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
