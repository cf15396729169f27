import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A closed request whose family is yet to hear of it, and from when it may. */
@Entity({ name: 'decision_announcement', schema: 'planning' })
export class DecisionAnnouncement {
  @PrimaryColumn({ name: 'tenant_id', type: 'uuid' })
  tenantId: string;

  @PrimaryColumn({ name: 'request_id', type: 'uuid' })
  requestId: string;

  @Column({ name: 'due_at', type: 'timestamptz' })
  dueAt: Date;
}
