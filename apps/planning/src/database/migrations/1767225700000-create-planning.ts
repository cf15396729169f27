import { lockToTenant, openToWorker } from '@ouderportaal/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const DAY_MINUTES = 1440;
const lock = (table: string, grants = 'select, insert, update') =>
  lockToTenant('planning', table, grants);

/** Copies of identity's people and groups, the organisation's rules, placements, requests and places. */
export class CreatePlanning1767225700000 implements MigrationInterface {
  name = 'CreatePlanning1767225700000';

  async up(runner: QueryRunner): Promise<void> {
    for (const part of [copies, rules, placements, requests]) await runner.query(part);
  }

  async down(): Promise<void> {
    throw new Error('Restore a backup instead: going back would lose requests');
  }
}

/** `as_of` is the position of identity's event that a copy came from: an older one changes nothing. */
const copies = `
  create table planning.organisation (
    tenant_id uuid not null,
    slug text not null,
    name text not null,
    language text not null,
    time_zone text not null,
    as_of bigint not null,
    constraint pk_organisation primary key (tenant_id)
  );
  ${lock('organisation')}
  ${openToWorker('planning', 'organisation', 'select (tenant_id, time_zone)')}

  create table planning.location (
    tenant_id uuid not null,
    id uuid not null,
    code text not null,
    name text not null,
    as_of bigint not null,
    constraint pk_location primary key (tenant_id, id),
    constraint uq_location_code unique (tenant_id, code)
  );
  ${lock('location')}

  create table planning.care_group (
    tenant_id uuid not null,
    id uuid not null,
    location_id uuid not null,
    code text not null,
    name text not null,
    care_type text not null,
    as_of bigint not null,
    constraint pk_care_group primary key (tenant_id, id),
    constraint uq_care_group_code unique (tenant_id, code),
    constraint fk_care_group_location foreign key (tenant_id, location_id)
      references planning.location (tenant_id, id)
  );
  create index idx_care_group_location on planning.care_group (tenant_id, location_id);
  ${lock('care_group')}

  create table planning.employee (
    tenant_id uuid not null,
    id uuid not null,
    role text not null constraint ck_employee_role check (role in ('staff', 'manager')),
    is_active boolean not null,
    as_of bigint not null,
    constraint pk_employee primary key (tenant_id, id)
  );
  ${lock('employee')}

  create table planning.employee_group (
    tenant_id uuid not null,
    employee_id uuid not null,
    group_id uuid not null,
    constraint pk_employee_group primary key (tenant_id, employee_id, group_id),
    constraint fk_employee_group_employee foreign key (tenant_id, employee_id)
      references planning.employee (tenant_id, id),
    constraint fk_employee_group_group foreign key (tenant_id, group_id)
      references planning.care_group (tenant_id, id)
  );
  create index idx_employee_group_group on planning.employee_group (tenant_id, group_id);
  ${lock('employee_group', 'select, insert, delete')}

  create table planning.child (
    tenant_id uuid not null,
    id uuid not null,
    number text not null,
    first_name text not null,
    last_name text not null,
    as_of bigint not null,
    constraint pk_child primary key (tenant_id, id),
    constraint uq_child_number unique (tenant_id, number)
  );
  ${lock('child')}

  create table planning.guardianship (
    tenant_id uuid not null,
    child_id uuid not null,
    guardian_id uuid not null,
    access text not null
      constraint ck_guardianship_access check (access in ('full', 'read-only', 'none')),
    constraint pk_guardianship primary key (tenant_id, child_id, guardian_id),
    constraint fk_guardianship_child foreign key (tenant_id, child_id)
      references planning.child (tenant_id, id)
  );
  create index idx_guardianship_guardian on planning.guardianship (tenant_id, guardian_id);
  ${lock('guardianship', 'select, insert, update, delete')}
`;

/** Times of day are minutes since midnight; a range excludes its end. */
const times = (table: string) => `
    starts_at smallint not null,
    ends_at smallint not null,
    constraint ck_${table}_times check (0 <= starts_at and starts_at < ends_at and ends_at <= ${DAY_MINUTES})`;

const rules = `
  create table planning.planning_policy (
    tenant_id uuid not null,
    version int not null,
    document jsonb not null,
    recorded_at timestamptz not null,
    constraint pk_planning_policy primary key (tenant_id, version)
  );
  ${lock('planning_policy', 'select, insert')}

  create table planning.daypart (
    tenant_id uuid not null,
    id uuid not null,
    code text not null,
    name text not null,
    ${times('daypart')},
    constraint pk_daypart primary key (tenant_id, id),
    constraint uq_daypart_code unique (tenant_id, code)
  );
  ${lock('daypart')}

  create table planning.group_capacity (
    tenant_id uuid not null,
    group_id uuid not null,
    daypart_id uuid not null,
    places int not null constraint ck_group_capacity_places check (places >= 0),
    constraint pk_group_capacity primary key (tenant_id, group_id, daypart_id),
    constraint fk_group_capacity_group foreign key (tenant_id, group_id)
      references planning.care_group (tenant_id, id),
    constraint fk_group_capacity_daypart foreign key (tenant_id, daypart_id)
      references planning.daypart (tenant_id, id)
  );
  create index idx_group_capacity_daypart on planning.group_capacity (tenant_id, daypart_id);
  ${lock('group_capacity', 'select, insert, update, delete')}

  create table planning.care_product (
    tenant_id uuid not null,
    id uuid not null,
    code text not null,
    name text not null,
    ${times('care_product')},
    cents int constraint ck_care_product_cents check (cents >= 0),
    points numeric(6, 1) constraint ck_care_product_points check (points >= 0),
    weekdays smallint[] not null,
    valid_from date not null,
    valid_until date,
    constraint pk_care_product primary key (tenant_id, id),
    constraint uq_care_product_code unique (tenant_id, code),
    constraint ck_care_product_validity check (valid_until is null or valid_from <= valid_until)
  );
  ${lock('care_product')}

  create table planning.care_product_group (
    tenant_id uuid not null,
    product_id uuid not null,
    group_id uuid not null,
    constraint pk_care_product_group primary key (tenant_id, product_id, group_id),
    constraint fk_care_product_group_product foreign key (tenant_id, product_id)
      references planning.care_product (tenant_id, id),
    constraint fk_care_product_group_group foreign key (tenant_id, group_id)
      references planning.care_group (tenant_id, id)
  );
  create index idx_care_product_group_group on planning.care_product_group (tenant_id, group_id);
  ${lock('care_product_group', 'select, insert, delete')}

  create table planning.closure (
    tenant_id uuid not null,
    id uuid not null,
    location_id uuid,
    starts_on date not null,
    ends_on date not null,
    reason text not null,
    constraint pk_closure primary key (tenant_id, id),
    constraint ck_closure_starts_before_it_ends check (starts_on <= ends_on),
    constraint fk_closure_location foreign key (tenant_id, location_id)
      references planning.location (tenant_id, id)
  );
  create index idx_closure_location on planning.closure (tenant_id, location_id);
  create index idx_closure_days on planning.closure (tenant_id, ends_on);
  ${lock('closure', 'select, insert, update, delete')}
`;

const placements = `
  create table planning.placement (
    tenant_id uuid not null,
    id uuid not null,
    number text not null,
    child_id uuid not null,
    group_id uuid not null,
    starts_on date not null,
    ends_on date,
    constraint pk_placement primary key (tenant_id, id),
    constraint uq_placement_number unique (tenant_id, number),
    constraint uq_placement_child unique (tenant_id, id, child_id),
    constraint ck_placement_starts_before_it_ends check (ends_on is null or starts_on <= ends_on),
    constraint fk_placement_child foreign key (tenant_id, child_id)
      references planning.child (tenant_id, id),
    constraint fk_placement_group foreign key (tenant_id, group_id)
      references planning.care_group (tenant_id, id)
  );
  create index idx_placement_child on planning.placement (tenant_id, child_id);
  create index idx_placement_group on planning.placement (tenant_id, group_id);
  ${lock('placement')}

  create table planning.placement_day (
    tenant_id uuid not null,
    placement_id uuid not null,
    child_id uuid not null,
    weekday smallint not null constraint ck_placement_day_weekday check (weekday between 1 and 7),
    weeks text not null constraint ck_placement_day_weeks check (weeks in ('all', 'even', 'odd')),
    ${times('placement_day')},
    valid_during daterange not null,
    constraint pk_placement_day primary key (tenant_id, placement_id, weekday, weeks, starts_at),
    constraint fk_placement_day_placement foreign key (tenant_id, placement_id, child_id)
      references planning.placement (tenant_id, id, child_id),
    -- Nobody is in two places at once. Even and odd weeks are halves of "all", as ranges.
    constraint ex_placement_day_one_place_at_a_time exclude using gist (
      tenant_id with =, child_id with =, weekday with =, valid_during with &&,
      (case weeks when 'even' then int4range(0, 1) when 'odd' then int4range(1, 2)
        else int4range(0, 2) end) with &&,
      int4range(starts_at, ends_at) with &&
    )
  );
  ${lock('placement_day', 'select, insert, delete')}
`;

const requests = `
  create table planning.care_request (
    tenant_id uuid not null,
    id uuid not null,
    submitted_by uuid not null,
    submitted_at timestamptz not null,
    remark text,
    as_whole boolean not null,
    lapses_on date,
    policy_version int not null,
    left_out jsonb not null default '[]',
    closed_at timestamptz,
    constraint pk_care_request primary key (tenant_id, id),
    constraint fk_care_request_policy foreign key (tenant_id, policy_version)
      references planning.planning_policy (tenant_id, version)
  );
  create index idx_care_request_policy on planning.care_request (tenant_id, policy_version);
  ${lock('care_request')}

  create table planning.booking (
    tenant_id uuid not null,
    id uuid not null,
    request_id uuid not null,
    period_id uuid not null,
    child_id uuid not null,
    group_id uuid not null,
    product_id uuid not null,
    product_name text not null,
    care_on date not null,
    ${times('booking')},
    cents int,
    points numeric(6, 1),
    -- The last day on which it may still wait: the parent's choice, or the care day itself.
    lapses_on date not null,
    status text not null
      constraint ck_booking_status
      check (status in ('requested', 'approved', 'rejected', 'cancelled', 'withdrawn')),
    reason text,
    decided_by uuid,
    decided_at timestamptz,
    constraint pk_booking primary key (tenant_id, id),
    constraint ck_booking_decided check (
      (status in ('approved', 'rejected')) = (decided_by is not null and decided_at is not null)
    ),
    constraint ck_booking_rejected_with_reason check ((status = 'rejected') = (reason is not null)),
    constraint fk_booking_request foreign key (tenant_id, request_id)
      references planning.care_request (tenant_id, id),
    constraint fk_booking_child foreign key (tenant_id, child_id)
      references planning.child (tenant_id, id),
    constraint fk_booking_group foreign key (tenant_id, group_id)
      references planning.care_group (tenant_id, id),
    constraint fk_booking_product foreign key (tenant_id, product_id)
      references planning.care_product (tenant_id, id),
    constraint ex_booking_one_place_at_a_time exclude using gist (
      tenant_id with =, child_id with =, care_on with =,
      int4range(starts_at, ends_at) with &&
    ) where (status in ('requested', 'approved'))
  );
  create index idx_booking_request on planning.booking (tenant_id, request_id);
  create index idx_booking_child_day on planning.booking (tenant_id, child_id, care_on);
  create index idx_booking_child_newest on planning.booking (tenant_id, child_id, id desc);
  create index idx_booking_group_day on planning.booking (tenant_id, group_id, care_on, id);
  create index idx_booking_product on planning.booking (tenant_id, product_id);
  create index idx_booking_open on planning.booking (tenant_id, lapses_on)
    where status = 'requested';
  ${lock('booking')}

  -- Extra places given on a day. The row is what two approvals meet at: it is brought up to date
  -- (planned, places) and counted up in one statement, and its check refuses one place too many.
  create table planning.slot (
    tenant_id uuid not null,
    group_id uuid not null,
    daypart_id uuid not null,
    care_on date not null,
    planned int not null,
    extra int not null constraint ck_slot_extra check (extra >= 0),
    places int not null,
    constraint pk_slot primary key (tenant_id, group_id, care_on, daypart_id),
    constraint ck_slot_not_overfull check (extra = 0 or planned + extra <= places),
    constraint fk_slot_group foreign key (tenant_id, group_id)
      references planning.care_group (tenant_id, id),
    constraint fk_slot_daypart foreign key (tenant_id, daypart_id)
      references planning.daypart (tenant_id, id)
  );
  create index idx_slot_daypart on planning.slot (tenant_id, daypart_id);
  ${lock('slot')}
`;
