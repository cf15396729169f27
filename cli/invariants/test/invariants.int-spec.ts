import { SERVICE_NAMES } from '@ouderportaal/contracts';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { openDatabase, type TestDatabase } from '../../../libs/testing/src/test-servers.js';
import { allSchemas } from '../../../apps/migrate/src/schemas.js';
import { invariants, invariantsSeenBy } from '../check-invariants.js';
import { ids, wholePortal } from './support/whole-portal.js';

/** Each breaks the whole portal in one way; what the database itself forbids is switched off first. */
const broken: [invariant: string, sql: string][] = [
  [
    'planning.no-place-twice',
    `alter table planning.slot drop constraint ck_slot_not_overfull;
     update planning.slot set places = 0`,
  ],
  ['planning.places-are-approved-children', 'update planning.slot set extra = 0, planned = 0'],
  ['planning.places-are-approved-children', 'update planning.slot set extra = 2, places = 9'],
  ['planning.places-are-counted-once', 'update planning.slot set planned = 1'],
  [
    'planning.places-are-counted-once',
    `insert into planning.placement values
       ('${ids.tenant}', '${ids.placement}', 'P1', '${ids.child}', '${ids.group}', '2026-01-01', null);
     insert into planning.placement_day values ('${ids.tenant}', '${ids.placement}', '${ids.child}',
       1, 'all', 480, 600, '[2026-01-01,)')`,
  ],
  [
    'planning.one-place-at-a-time',
    `alter table planning.booking drop constraint ex_booking_one_place_at_a_time;
     insert into planning.booking select (jsonb_populate_record(b, jsonb_build_object('id',
       '${ids.otherTenant}', 'starts_at', 600))).* from planning.booking b`,
  ],
  ['planning.closed-when-all-decided', 'update planning.care_request set closed_at = null'],
  [
    'planning.told-when-closed',
    `insert into planning.decision_announcement select tenant_id, id, now() from planning.care_request;
     update planning.care_request set closed_at = null`,
  ],
  [
    'planning.no-request-without-bookings',
    'delete from planning.booking; delete from planning.slot',
  ],
  ['planning.decided-by-somebody', `update planning.booking set decided_by = '${ids.guardian}'`],
  [
    'messaging.one-mail-per-cause',
    `alter table messaging.mail drop constraint uq_mail_recipient_cause_kind;
     update messaging.mail set kind = 'request-receipt'`,
  ],
  [
    'messaging.every-event-has-its-mail',
    `delete from messaging.delivery_attempt; delete from messaging.mail
     where kind = 'request-decided'`,
  ],
  [
    'messaging.every-request-has-a-receipt',
    `delete from messaging.delivery_attempt; delete from messaging.mail
     where kind = 'request-receipt'`,
  ],
  [
    'messaging.no-mail-without-cause',
    `update messaging.mail set cause_id = '${ids.booking}' where kind = 'request-decided'`,
  ],
  [
    'messaging.sent-was-accepted',
    `update messaging.delivery_attempt set outcome = 'unknown' where mail_id = '${ids.receipt}'`,
  ],
  [
    'messaging.waiting-means-queued',
    `update messaging.mail set status = 'waiting', sent_at = null`,
  ],
  [
    'messaging.nothing-left-to-send',
    `update messaging.mail set status = 'waiting', sent_at = null;
     insert into messaging.mail_delivery select tenant_id, id, now() - interval '1 minute', 1
     from messaging.mail`,
  ],
  [
    'planning.events-leave',
    `update planning.outbox_relay set published = 0;
     update planning.outbox set occurred_at = now() - interval '61 seconds'`,
  ],
  ['planning.events-have-left', 'update planning.outbox_relay set published = 0'],
  ['planning.positions-without-a-gap', `delete from planning.outbox where position = 2`],
  ['planning.positions-without-a-gap', `update planning.outbox_position set last = 3`],
  ['planning.positions-without-a-gap', `update planning.outbox_relay set published = 3`],
  [
    'planning.positions-without-a-gap',
    `delete from planning.outbox where position <= 2; update planning.outbox_consumer set position = 1`,
  ],
  ['planning.answers-are-kept-whole', 'update planning.idempotency_key set answer = null'],
  ['planning.every-kept-change-is-audited', 'delete from planning.audit'],
  ['messaging.not-ahead-of-planning', 'update messaging.inbox_watermark set position = 3'],
  ['messaging.not-ahead-of-planning', 'update planning.outbox_consumer set position = 3'],
  [
    'messaging.caught-up-with-planning',
    `update messaging.inbox_watermark set position = 1;
     update planning.outbox_consumer set position = 1; delete from messaging.inbox where position = 2`,
  ],
  ['messaging.every-event-of-planning-once', 'delete from messaging.inbox where position = 1'],
  [
    'messaging.every-event-of-planning-once',
    `insert into messaging.dead_letter values
     ('${ids.tenant}', '${ids.submitted}', 'planning', 1, 's', now(), 'q', '{}', '{}', 5, 'r', null,
       now())`,
  ],
  [
    'messaging.nothing-but-events-of-planning',
    `insert into messaging.inbox values ('${ids.tenant}', '${ids.booking}', 'planning', 2, now())`,
  ],
  [
    'messaging.retries-of-planning-end',
    `insert into messaging.dead_letter values
     ('${ids.tenant}', '${ids.booking}', 'planning', 1, 's', now(), 'q', '{}', '{}', 2, 'r', now(),
       null)`,
  ],
  ['identity.no-session-without-account', 'update identity.account set username = null'],
  [
    'identity.one-session-per-token',
    `alter table identity.session drop constraint uq_session_token;
     insert into identity.session select (jsonb_populate_record(s, jsonb_build_object('id',
       '${ids.otherTenant}'))).* from identity.session s`,
  ],
  ['planning.child-as-identity-says', `update planning.child set first_name = 'Old'`],
  ['planning.child-as-identity-says', 'delete from planning.child'],
  ['planning.guardianship-as-identity-says', `update planning.guardianship set access = 'none'`],
  ['planning.location-as-identity-says', `update planning.location set name = 'Old'`],
  ['planning.care-group-as-identity-says', `update planning.care_group set name = 'Old'`],
  ['planning.employee-as-identity-says', 'update planning.employee set is_active = false'],
  [
    'planning.employee-group-as-identity-says',
    `insert into planning.employee_group values ('${ids.tenant}', '${ids.employee}', '${ids.group}')`,
  ],
  ['messaging.recipient-as-identity-says', `update messaging.recipient set language = 'en'`],
  ['planning.fk-booking-child', `update planning.child set tenant_id = '${ids.otherTenant}'`],
  ['messaging.fk-delivery-attempt-mail', 'delete from messaging.mail'],
];

describe('the invariants', () => {
  let database: TestDatabase;
  let admin: pg.Client;

  beforeAll(async () => {
    database = await openDatabase(allSchemas);
    admin = new pg.Client({ connectionString: database.adminUrl });
    await admin.connect();
  }, 60_000);

  beforeEach(() =>
    admin.query(`begin; ${wholePortal}; set local session_replication_role = replica`),
  );
  afterEach(() => admin.query('rollback'));

  afterAll(async () => {
    await admin.end();
    await database.drop();
  });

  const violated = async (isAtRest = true) => {
    const { violations } = await invariantsSeenBy(admin, { isAtRest });
    return violations.map(({ invariant }) => invariant);
  };

  it('hold where all is as it must be', async () => {
    expect(await violated()).toEqual([]);
  });

  it.each(broken)('notice what breaks %s', async (invariant, sql) => {
    await admin.query(sql);
    expect(await violated()).toContain(invariant);
  });

  it('let work be under way when the portal is not at rest', async () => {
    await admin.query('update planning.outbox_relay set published = 0');
    expect(await violated(false)).toEqual([]);
  });

  it('are each shown to notice something', () => {
    // The queries per service are the same for all of them.
    const shown = new Set(broken.map(([invariant]) => kindOf(invariant)));
    const all = new Set(invariants.map(({ name }) => kindOf(name)));
    expect([...all.difference(shown)]).toEqual([]);
  });
});

const SERVICE = `(${SERVICE_NAMES.join('|')})`;

function kindOf(invariant: string): string {
  return invariant
    .replace(new RegExp(`^${SERVICE}[.]`), '')
    .replace(new RegExp(`-${SERVICE}(?=-(once|end)$|$)`), '-producer');
}
