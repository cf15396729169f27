import { lockToTenant } from '@ouderportaal/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which organisations have a logo; `as_of` is the position of media's event that a row came from. */
export class HearOfLogos1767225840000 implements MigrationInterface {
  name = 'HearOfLogos1767225840000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table messaging.organisation_logo (
        tenant_id uuid not null,
        version text not null,
        as_of bigint not null,
        constraint pk_organisation_logo primary key (tenant_id)
      );
      ${lockToTenant('messaging', 'organisation_logo', 'select, insert, update')}
    `);
  }

  async down(): Promise<void> {
    throw new Error('Restore a backup instead: what media said is not said again');
  }
}
