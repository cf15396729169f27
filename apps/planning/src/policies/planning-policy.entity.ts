import type { planning } from '@ouderportaal/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One version of an organisation's rules for requests; it never changes. */
@Entity({ name: 'planning_policy', schema: 'planning' })
export class PlanningPolicy {
  @PrimaryColumn({ name: 'tenant_id', type: 'uuid' })
  tenantId: string;

  @PrimaryColumn({ type: 'int' })
  version: number;

  @Column({ type: 'jsonb' })
  document: planning.PlanningPolicy;

  @Column({ name: 'recorded_at', type: 'timestamptz' })
  recordedAt: Date;
}
