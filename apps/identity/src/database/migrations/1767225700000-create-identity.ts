import { lockToTenant } from '@ouderportaal/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const lock = (table: string, grants = 'select, insert, update') =>
  lockToTenant('identity', table, grants);

/** Organisations and their places, people and who cares for whom, accounts and sessions. */
export class CreateIdentity1767225700000 implements MigrationInterface {
  name = 'CreateIdentity1767225700000';

  async up(runner: QueryRunner): Promise<void> {
    for (const part of [organisations, people, access]) await runner.query(part);
  }

  async down(): Promise<void> {
    throw new Error('Restore a backup instead: going back would lose people and their accounts');
  }
}

const organisations = `
  -- The only way from a short name to an organisation, before anybody is known: not locked to a
  -- tenant, so nothing personal belongs here. A short name never changes owner: no update, no delete.
  create table identity.organisation_directory (
    slug text not null,
    tenant_id uuid not null,
    constraint pk_organisation_directory primary key (slug),
    constraint uq_organisation_directory_tenant unique (tenant_id, slug)
  );
  grant select, insert on identity.organisation_directory to identity_app;

  create table identity.organisation (
    tenant_id uuid not null,
    slug text not null,
    name text not null,
    language text not null constraint ck_organisation_language check (language in ('nl', 'en')),
    time_zone text not null,
    login_name text not null
      constraint ck_organisation_login_name check (login_name in ('debtor-number', 'e-mail')),
    primary_colour text not null,
    text_colour text not null,
    portal_url text not null,
    constraint pk_organisation primary key (tenant_id),
    constraint fk_organisation_directory foreign key (tenant_id, slug)
      references identity.organisation_directory (tenant_id, slug)
  );
  create index idx_organisation_slug on identity.organisation (tenant_id, slug);
  ${lock('organisation')}

  create table identity.location (
    tenant_id uuid not null,
    id uuid not null,
    code text not null,
    name text not null,
    lrk_number text not null,
    street text not null,
    house_number text not null,
    postcode text not null,
    town text not null,
    phone text,
    constraint pk_location primary key (tenant_id, id),
    constraint uq_location_code unique (tenant_id, code)
  );
  ${lock('location')}

  create table identity.care_group (
    tenant_id uuid not null,
    id uuid not null,
    location_id uuid not null,
    code text not null,
    name text not null,
    care_type text not null,
    constraint pk_care_group primary key (tenant_id, id),
    constraint uq_care_group_code unique (tenant_id, code),
    constraint fk_care_group_location foreign key (tenant_id, location_id)
      references identity.location (tenant_id, id)
  );
  create index idx_care_group_location on identity.care_group (tenant_id, location_id);
  ${lock('care_group')}
`;

const people = `
  create table identity.employee (
    tenant_id uuid not null,
    id uuid not null,
    number text not null,
    first_name text not null,
    last_name text not null,
    role text not null constraint ck_employee_role check (role in ('staff', 'manager')),
    is_active boolean not null,
    constraint pk_employee primary key (tenant_id, id),
    constraint uq_employee_number unique (tenant_id, number)
  );
  ${lock('employee')}

  create table identity.employee_group (
    tenant_id uuid not null,
    employee_id uuid not null,
    group_id uuid not null,
    constraint pk_employee_group primary key (tenant_id, employee_id, group_id),
    constraint fk_employee_group_employee foreign key (tenant_id, employee_id)
      references identity.employee (tenant_id, id),
    constraint fk_employee_group_group foreign key (tenant_id, group_id)
      references identity.care_group (tenant_id, id)
  );
  create index idx_employee_group_group on identity.employee_group (tenant_id, group_id);
  ${lock('employee_group', 'select, insert, delete')}

  create table identity.family (
    tenant_id uuid not null,
    id uuid not null,
    number text not null,
    constraint pk_family primary key (tenant_id, id),
    constraint uq_family_number unique (tenant_id, number)
  );
  ${lock('family')}

  create table identity.guardian (
    tenant_id uuid not null,
    id uuid not null,
    family_id uuid not null,
    debtor_number text not null,
    first_name text not null,
    last_name text not null,
    phone text,
    language text not null constraint ck_guardian_language check (language in ('nl', 'en')),
    constraint pk_guardian primary key (tenant_id, id),
    constraint uq_guardian_debtor_number unique (tenant_id, debtor_number),
    constraint fk_guardian_family foreign key (tenant_id, family_id)
      references identity.family (tenant_id, id)
  );
  create index idx_guardian_family on identity.guardian (tenant_id, family_id);
  ${lock('guardian')}

  create table identity.child (
    tenant_id uuid not null,
    id uuid not null,
    family_id uuid not null,
    number text not null,
    first_name text not null,
    last_name text not null,
    born_on date not null,
    constraint pk_child primary key (tenant_id, id),
    constraint uq_child_number unique (tenant_id, number),
    constraint fk_child_family foreign key (tenant_id, family_id)
      references identity.family (tenant_id, id)
  );
  create index idx_child_family on identity.child (tenant_id, family_id);
  ${lock('child')}

  -- Everyone linked to a child and what they may do, the guardians of its own family included.
  create table identity.guardianship (
    tenant_id uuid not null,
    child_id uuid not null,
    guardian_id uuid not null,
    access text not null
      constraint ck_guardianship_access check (access in ('full', 'read-only', 'none')),
    constraint pk_guardianship primary key (tenant_id, child_id, guardian_id),
    constraint fk_guardianship_child foreign key (tenant_id, child_id)
      references identity.child (tenant_id, id),
    constraint fk_guardianship_guardian foreign key (tenant_id, guardian_id)
      references identity.guardian (tenant_id, id)
  );
  create index idx_guardianship_guardian on identity.guardianship (tenant_id, guardian_id);
  ${lock('guardianship', 'select, insert, update, delete')}
`;

const access = `
  -- A person's e-mail address lives here and nowhere else, so that it cannot belong to two people.
  -- The unique keys are checked when a statement ends: two people may swap addresses in one import.
  create table identity.account (
    tenant_id uuid not null,
    id uuid not null,
    guardian_id uuid,
    employee_id uuid,
    -- What the person signs in with; without one nobody can.
    username text,
    email text,
    password_hash text,
    constraint pk_account primary key (tenant_id, id),
    constraint ck_account_is_one_person check (num_nonnulls(guardian_id, employee_id) = 1),
    constraint ck_account_username_lower_case check (username = lower(username)),
    constraint ck_account_email_lower_case check (email = lower(email)),
    constraint uq_account_guardian unique (tenant_id, guardian_id),
    constraint uq_account_employee unique (tenant_id, employee_id),
    constraint uq_account_username unique (tenant_id, username) deferrable initially immediate,
    constraint uq_account_email unique (tenant_id, email) deferrable initially immediate,
    constraint fk_account_guardian foreign key (tenant_id, guardian_id)
      references identity.guardian (tenant_id, id),
    constraint fk_account_employee foreign key (tenant_id, employee_id)
      references identity.employee (tenant_id, id)
  );
  ${lock('account')}

  create table identity.session (
    tenant_id uuid not null,
    id uuid not null,
    account_id uuid not null,
    -- SHA-256 of the token; the token itself is nowhere.
    token_hash bytea not null,
    device_name text,
    started_at timestamptz not null,
    last_used_at timestamptz not null,
    expires_at timestamptz not null,
    ended_at timestamptz,
    constraint pk_session primary key (tenant_id, id),
    constraint uq_session_token unique (tenant_id, token_hash),
    constraint fk_session_account foreign key (tenant_id, account_id)
      references identity.account (tenant_id, id)
  );
  create index idx_session_account on identity.session (tenant_id, account_id);
  ${lock('session')}

  -- Attempts to sign in within a period, of accounts and addresses that may not even exist: no tenant.
  -- The keys are hashes, so that the table does not tell who tried.
  create table identity.login_throttle (
    key_hash bytea not null,
    attempts int not null constraint ck_login_throttle_attempts check (attempts >= 0),
    period_ends_at timestamptz not null,
    constraint pk_login_throttle primary key (key_hash)
  );
  create index idx_login_throttle_period on identity.login_throttle (period_ends_at);
  grant select, insert, update, delete on identity.login_throttle to identity_app;
`;
