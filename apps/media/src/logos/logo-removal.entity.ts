import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A logo that another one took the place of, and from when its bytes may go. */
@Entity({ name: 'logo_removal', schema: 'media' })
export class LogoRemoval {
  @PrimaryColumn({ name: 'tenant_id', type: 'uuid' })
  tenantId: string;

  @PrimaryColumn({ type: 'text' })
  version: string;

  @Column({ name: 'due_at', type: 'timestamptz' })
  dueAt: Date;
}
