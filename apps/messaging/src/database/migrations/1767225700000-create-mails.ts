import { lockToTenant, openToWorker } from '@ouderportaal/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const lock = (table: string, grants = 'select, insert, update') =>
  lockToTenant('messaging', table, grants);

/** Copies of organisation and guardians, the mails, and the queue that brings them to the mail server. */
export class CreateMails1767225700000 implements MigrationInterface {
  name = 'CreateMails1767225700000';

  async up(runner: QueryRunner): Promise<void> {
    for (const part of [copies, mails, delivery]) await runner.query(part);
  }

  async down(): Promise<void> {
    throw new Error('Restore a backup instead: going back would send mails a second time');
  }
}

/** `as_of` is the position of identity's event that a copy came from: an older one changes nothing. */
const copies = `
  create table messaging.organisation (
    tenant_id uuid not null,
    slug text not null,
    name text not null,
    language text not null,
    time_zone text not null,
    primary_colour text not null,
    text_colour text not null,
    portal_url text not null,
    as_of bigint not null,
    constraint pk_organisation primary key (tenant_id)
  );
  ${lock('organisation')}

  create table messaging.recipient (
    tenant_id uuid not null,
    id uuid not null,
    first_name text not null,
    email text,
    language text not null,
    as_of bigint not null,
    constraint pk_recipient primary key (tenant_id, id)
  );
  ${lock('recipient')}
`;

/**
 * A mail is written as soon as its cause is heard. Until organisation and recipient are known it holds
 * the facts; once they are, the rendered mail replaces them and never changes again.
 */
const mails = `
  create table messaging.mail (
    tenant_id uuid not null,
    id uuid not null,
    recipient_id uuid not null,
    cause_id uuid not null,
    kind text not null constraint ck_mail_kind
      check (kind in ('request-receipt', 'request-decided', 'request-withdrawn')),
    facts jsonb,
    language text,
    subject text constraint ck_mail_subject_is_one_line check (subject !~ '[[:cntrl:]]'),
    html text,
    text text,
    status text not null constraint ck_mail_status check (status in ('waiting', 'sent', 'failed')),
    failure text constraint ck_mail_failure
      check (failure in ('no-address', 'address-refused', 'given-up', 'outcome-unknown')),
    created_at timestamptz not null,
    sent_at timestamptz,
    constraint pk_mail primary key (tenant_id, id),
    -- Permanent: whatever is heard again, and however often, a person gets one mail about it.
    constraint uq_mail_recipient_cause_kind unique (tenant_id, recipient_id, cause_id, kind),
    constraint ck_mail_facts_or_rendered
      check (num_nulls(language, subject, html, text) = case when facts is null then 0 else 4 end),
    constraint ck_mail_sent check ((status = 'sent') = (sent_at is not null)),
    constraint ck_mail_failed check ((status = 'failed') = (failure is not null))
  );
  create index idx_mail_newest on messaging.mail (tenant_id, recipient_id, id desc);
  create index idx_mail_not_sent on messaging.mail (tenant_id, recipient_id) where status <> 'sent';
  create index idx_mail_not_rendered on messaging.mail (tenant_id) where facts is not null;
  ${lock('mail')}
`;

/** The queue: ids and times only, because the worker role sees it for every organisation. */
const delivery = `
  create table messaging.mail_delivery (
    tenant_id uuid not null,
    mail_id uuid not null,
    due_at timestamptz not null,
    -- Counts who took it; only the one who took it last may go on with it.
    attempts int not null default 0,
    locked_until timestamptz,
    -- When it first went to the mail server: a day later it is given up.
    trying_since timestamptz,
    constraint pk_mail_delivery primary key (tenant_id, mail_id),
    constraint fk_mail_delivery_mail foreign key (tenant_id, mail_id)
      references messaging.mail (tenant_id, id)
  );
  -- One queue for all organisations: it is read by time, across them.
  create index idx_mail_delivery_due on messaging.mail_delivery (due_at);
  ${lock('mail_delivery', 'select, insert, update, delete')}
  ${openToWorker('messaging', 'mail_delivery', 'select, update')}

  -- Written before the mail server is called: a row that stays open says that nobody knows how it ended.
  create table messaging.delivery_attempt (
    tenant_id uuid not null,
    mail_id uuid not null,
    number int not null,
    started_at timestamptz not null,
    finished_at timestamptz,
    outcome text constraint ck_delivery_attempt_outcome
      check (outcome in ('accepted', 'refused', 'address-refused', 'unreachable', 'unknown')),
    -- The mail server's answer, e.g. 451; null where it gave none.
    reply_code int,
    -- The mail may already have arrived: an earlier attempt ended nobody knows how.
    is_repeat boolean not null,
    constraint pk_delivery_attempt primary key (tenant_id, mail_id, number),
    constraint fk_delivery_attempt_mail foreign key (tenant_id, mail_id)
      references messaging.mail (tenant_id, id),
    constraint ck_delivery_attempt_finished
      check ((outcome is null) = (finished_at is null))
  );
  ${lock('delivery_attempt')}
`;
