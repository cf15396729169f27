import { lockToTenant, openToWorker } from '@ouderportaal/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Logos that another one took the place of, and from when their bytes may go. */
export class RemoveReplacedLogos1767225850000 implements MigrationInterface {
  name = 'RemoveReplacedLogos1767225850000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table media.logo_removal (
        tenant_id uuid not null,
        version text not null,
        due_at timestamptz not null,
        constraint pk_logo_removal primary key (tenant_id, version)
      );
      create index idx_logo_removal_due on media.logo_removal (due_at);
      ${lockToTenant('media', 'logo_removal', 'select, insert, update, delete')}
      ${openToWorker('media', 'logo_removal', 'select')}
    `);
  }

  async down(): Promise<void> {
    throw new Error('Going back is not needed: the release before does not look at the table');
  }
}
