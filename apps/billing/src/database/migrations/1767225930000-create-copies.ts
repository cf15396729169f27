import { lockToTenant } from '@ouderportaal/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const lock = (table: string) => lockToTenant('billing', table);

/** Copies of what invoices name: the organisation's language and day, who may pay, and for which children. */
export class CreateCopies1767225930000 implements MigrationInterface {
  name = 'CreateCopies1767225930000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(copies);
  }

  async down(): Promise<void> {
    throw new Error('Restore a backup instead: what was heard is not told a second time');
  }
}

/** `as_of` is the position of identity's event that a copy came from: an older one changes nothing. */
const copies = `
  create table billing.organisation (
    tenant_id uuid not null,
    language text not null,
    time_zone text not null,
    as_of bigint not null,
    constraint pk_organisation primary key (tenant_id)
  );
  ${lock('organisation')}

  create table billing.payer (
    tenant_id uuid not null,
    id uuid not null,
    household_id uuid not null,
    debtor_number text not null,
    first_name text not null,
    last_name text not null,
    as_of bigint not null,
    constraint pk_payer primary key (tenant_id, id)
  );
  create index idx_payer_household on billing.payer (tenant_id, household_id);
  ${lock('payer')}

  create table billing.child (
    tenant_id uuid not null,
    id uuid not null,
    household_id uuid not null,
    first_name text not null,
    last_name text not null,
    as_of bigint not null,
    constraint pk_child primary key (tenant_id, id)
  );
  create index idx_child_household on billing.child (tenant_id, household_id);
  ${lock('child')}
`;
