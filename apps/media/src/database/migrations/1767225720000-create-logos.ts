import { lockToTenant } from '@ouderportaal/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which picture is an organisation's logo; its bytes lie in the bucket. */
export class CreateLogos1767225720000 implements MigrationInterface {
  name = 'CreateLogos1767225720000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(logos);
  }

  async down(): Promise<void> {
    throw new Error('Restore a backup instead: going back would lose which logos there are');
  }
}

const logos = `
  create table media.logo (
    tenant_id uuid not null,
    media_type text not null constraint ck_logo_media_type
      check (media_type in ('image/png', 'image/jpeg', 'image/webp')),
    width int not null,
    height int not null,
    bytes int not null,
    -- SHA-256 of the content, and last part of its key in the bucket.
    version text not null constraint ck_logo_version check (version ~ '^[0-9a-f]{64}$'),
    constraint pk_logo primary key (tenant_id)
  );
  ${lockToTenant('media', 'logo', 'select, insert, update')}
`;
