import type { LocalDate } from '@ouderportaal/kernel';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One family's request; what it asks for are its bookings. */
@Entity({ name: 'care_request', schema: 'planning' })
export class CareRequest {
  @PrimaryColumn({ name: 'tenant_id', type: 'uuid' })
  tenantId: string;

  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Column({ name: 'submitted_by', type: 'uuid' })
  submittedBy: string;

  @Column({ name: 'submitted_at', type: 'timestamptz' })
  submittedAt: Date;

  @Column({ type: 'text', nullable: true })
  remark: string | null;

  @Column({ name: 'as_whole', type: 'boolean' })
  asWhole: boolean;

  @Column({ name: 'lapses_on', type: 'date', nullable: true })
  lapsesOn: LocalDate | null;

  /** The rules it was judged by when it was submitted. */
  @Column({ name: 'policy_version', type: 'int' })
  policyVersion: number;

  /** Days of a period that could not be asked for, and why. */
  @Column({ name: 'left_out', type: 'jsonb' })
  leftOut: { childId: string; on: LocalDate; reason: string }[];

  /** When the last booking got its outcome. */
  @Column({ name: 'closed_at', type: 'timestamptz', nullable: true })
  closedAt: Date | null;
}
