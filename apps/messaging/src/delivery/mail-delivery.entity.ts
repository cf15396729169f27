import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A mail in the queue: ids and times only. */
@Entity({ name: 'mail_delivery', schema: 'messaging' })
export class MailDelivery {
  @PrimaryColumn({ name: 'tenant_id', type: 'uuid' })
  tenantId: string;

  @PrimaryColumn({ name: 'mail_id', type: 'uuid' })
  mailId: string;

  @Column({ name: 'due_at', type: 'timestamptz' })
  dueAt: Date;

  /** Counts who took it; only the one who took it last may go on with it. */
  @Column({ type: 'int', default: 0 })
  attempts: number;

  @Column({ name: 'locked_until', type: 'timestamptz', nullable: true })
  lockedUntil: Date | null;

  /** When it first went to the mail server. */
  @Column({ name: 'trying_since', type: 'timestamptz', nullable: true })
  tryingSince: Date | null;
}
