import type { Language, messaging } from '@ouderportaal/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { DeliveryFailure } from '../delivery/mail-source.js';

/** One mail: the facts of it until it can be rendered, and from then on what was rendered. */
@Entity({ name: 'mail', schema: 'messaging' })
export class Mail {
  @PrimaryColumn({ name: 'tenant_id', type: 'uuid' })
  tenantId: string;

  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Column({ name: 'recipient_id', type: 'uuid' })
  recipientId: string;

  @Column({ name: 'cause_id', type: 'uuid' })
  causeId: string;

  @Column({ type: 'text' })
  kind: string;

  @Column({ type: 'jsonb', nullable: true })
  facts: object | null;

  @Column({ type: 'text', nullable: true })
  language: Language | null;

  @Column({ type: 'text', nullable: true })
  subject: string | null;

  @Column({ type: 'text', nullable: true })
  html: string | null;

  @Column({ type: 'text', nullable: true })
  text: string | null;

  @Column({ type: 'text' })
  status: messaging.MailSummary['status'];

  @Column({ type: 'text', nullable: true })
  failure: DeliveryFailure | null;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt: Date;

  @Column({ name: 'sent_at', type: 'timestamptz', nullable: true })
  sentAt: Date | null;
}
