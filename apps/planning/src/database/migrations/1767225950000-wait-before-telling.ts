import { lockToTenant, openToWorker } from '@ouderportaal/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Closed requests whose families hear of it a little later, so that a slip can be taken back. */
export class WaitBeforeTelling1767225950000 implements MigrationInterface {
  name = 'WaitBeforeTelling1767225950000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table planning.decision_announcement (
        tenant_id uuid not null,
        request_id uuid not null,
        due_at timestamptz not null,
        constraint pk_decision_announcement primary key (tenant_id, request_id),
        constraint fk_decision_announcement_request foreign key (tenant_id, request_id)
          references planning.care_request (tenant_id, id)
      );
      create index idx_decision_announcement_due on planning.decision_announcement (due_at, tenant_id);
      ${lockToTenant('planning', 'decision_announcement', 'select, insert, delete')}
      ${openToWorker('planning', 'decision_announcement', 'select (tenant_id, due_at)')}
    `);
  }

  async down(): Promise<void> {
    throw new Error('Going back is not possible: families would not hear what was decided last');
  }
}
