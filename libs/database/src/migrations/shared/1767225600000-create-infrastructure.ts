import { lockToTenant, openToWorker } from '../sql.js';
import type { SharedStep } from './shared-step.js';

/** The tables with which a service passes events and answers once. */
export const createInfrastructure: SharedStep = {
  name: 'CreateInfrastructure1767225600000',
  sql: (schema) => `
  create table ${schema}.outbox (
    tenant_id uuid not null,
    id uuid not null,
    seq bigint generated always as identity,
    position bigint,
    subject text not null,
    data jsonb not null,
    occurred_at timestamptz not null,
    request_id text not null,
    traceparent text not null,
    constraint pk_outbox primary key (tenant_id, id)
  );
  ${lockToTenant(schema, 'outbox', 'insert')}
  -- What happened and to whom cannot be changed by anybody, once it is said.
  ${openToWorker(schema, 'outbox', 'select, delete, update (position)')}
  create index idx_outbox_waiting on ${schema}.outbox (seq) where position is null;
  create unique index uq_outbox_position on ${schema}.outbox (position);

  create table ${schema}.outbox_position (
    only_row boolean not null default true primary key check (only_row),
    last bigint not null default 0
  );
  insert into ${schema}.outbox_position default values;
  create table ${schema}.outbox_relay (
    only_row boolean not null default true primary key check (only_row),
    -- The last position that the broker has.
    published bigint not null default 0
  );
  insert into ${schema}.outbox_relay default values;
  create table ${schema}.outbox_consumer (
    consumer text primary key,
    position bigint not null,
    seen_at timestamptz not null
  );
  grant select, update on ${schema}.outbox_position to ${schema}_worker;
  grant select, update on ${schema}.outbox_relay to ${schema}_worker;
  grant select, insert, update on ${schema}.outbox_consumer to ${schema}_worker;

  create table ${schema}.inbox (
    tenant_id uuid not null,
    event_id uuid not null,
    producer text not null,
    position bigint not null,
    received_at timestamptz not null,
    constraint pk_inbox primary key (tenant_id, event_id)
  );
  ${lockToTenant(schema, 'inbox', 'select, insert')}
  ${openToWorker(schema, 'inbox', 'select, delete')}
  create index idx_inbox_age on ${schema}.inbox (received_at);

  create table ${schema}.inbox_watermark (
    producer text primary key,
    position bigint not null
  );
  grant select, insert, update on ${schema}.inbox_watermark to ${schema}_app;

  create table ${schema}.dead_letter (
    tenant_id uuid not null,
    event_id uuid not null,
    producer text not null,
    position bigint not null,
    subject text not null,
    occurred_at timestamptz not null,
    request_id text not null,
    -- Ids that the event names, by field.
    named jsonb not null,
    -- The whole event, people's names and all: for the organisation's own transactions only.
    envelope jsonb not null,
    attempts int not null,
    reason text not null,
    next_attempt_at timestamptz,
    -- When it was given up: it then waits for a person.
    dead_at timestamptz,
    constraint pk_dead_letter primary key (tenant_id, event_id)
  );
  ${lockToTenant(schema, 'dead_letter', 'select, insert, update, delete')}
  ${openToWorker(
    schema,
    'dead_letter',
    `select (tenant_id, event_id, producer, position, subject, occurred_at, request_id, named,
       attempts, reason, next_attempt_at, dead_at),
     update (attempts, next_attempt_at, dead_at)`,
  )}
  create index idx_dead_letter_due on ${schema}.dead_letter (next_attempt_at)
    where dead_at is null;

  create table ${schema}.idempotency_key (
    tenant_id uuid not null,
    person_id uuid not null,
    subject text not null,
    key text not null,
    body_hash bytea not null,
    answer bytea,
    created_at timestamptz not null,
    constraint pk_idempotency_key primary key (tenant_id, person_id, subject, key)
  );
  ${lockToTenant(schema, 'idempotency_key')}
  -- Never the answers: people's names may be in them.
  ${openToWorker(schema, 'idempotency_key', 'delete, select (tenant_id, person_id, subject, key, created_at)')}
  create index idx_idempotency_key_age on ${schema}.idempotency_key (created_at);

  create table ${schema}.audit (
    tenant_id uuid not null,
    id uuid not null,
    occurred_at timestamptz not null,
    subject text not null,
    person_id uuid not null,
    role text not null,
    session_id uuid not null,
    request_id text not null,
    -- Ids that the request named, by field: never names, texts or numbers of people.
    named jsonb not null,
    constraint pk_audit primary key (tenant_id, id)
  );
  ${lockToTenant(schema, 'audit', 'select, insert')}
`,
};
