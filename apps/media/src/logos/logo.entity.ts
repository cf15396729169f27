import type { media } from '@ouderportaal/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Which picture is an organisation's logo; its bytes lie in the bucket. */
@Entity({ name: 'logo', schema: 'media' })
export class LogoRow {
  @PrimaryColumn({ name: 'tenant_id', type: 'uuid' })
  tenantId: string;

  @Column({ name: 'media_type', type: 'text' })
  mediaType: media.LogoType;

  @Column({ type: 'int' })
  width: number;

  @Column({ type: 'int' })
  height: number;

  @Column({ type: 'int' })
  bytes: number;

  /** SHA-256 of the content, hexadecimal. */
  @Column({ type: 'text' })
  version: string;
}
