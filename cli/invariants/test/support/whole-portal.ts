/** The ids of the rows below, by what they are. */
export const ids = {
  tenant: '00000000-0000-7000-8000-000000000001',
  otherTenant: '00000000-0000-7000-8000-000000000002',
  location: '00000000-0000-7000-8000-000000000011',
  group: '00000000-0000-7000-8000-000000000012',
  daypart: '00000000-0000-7000-8000-000000000013',
  product: '00000000-0000-7000-8000-000000000014',
  employee: '00000000-0000-7000-8000-000000000021',
  family: '00000000-0000-7000-8000-000000000022',
  guardian: '00000000-0000-7000-8000-000000000023',
  child: '00000000-0000-7000-8000-000000000024',
  account: '00000000-0000-7000-8000-000000000025',
  session: '00000000-0000-7000-8000-000000000026',
  request: '00000000-0000-7000-8000-000000000031',
  booking: '00000000-0000-7000-8000-000000000032',
  placement: '00000000-0000-7000-8000-000000000033',
  submitted: '00000000-0000-7000-8000-000000000041',
  decided: '00000000-0000-7000-8000-000000000042',
  receipt: '00000000-0000-7000-8000-000000000051',
  decision: '00000000-0000-7000-8000-000000000052',
} as const;

const t = `'${ids.tenant}'`;
const id = (name: keyof typeof ids) => `'${ids[name]}'`;

const people = `
  insert into identity.organisation_directory values ('probe', ${t});
  insert into identity.organisation values
    (${t}, 'probe', 'Probe', 'nl', 'Europe/Amsterdam', 'debtor-number', '#000000', '#ffffff', 'http://probe.example');
  insert into identity.location values
    (${t}, ${id('location')}, 'l', 'L', '1', 's', '1', '1', 't', null);
  insert into identity.care_group values (${t}, ${id('group')}, ${id('location')}, 'g', 'G', 'day-care');
  insert into identity.employee values (${t}, ${id('employee')}, 'E1', 'E', 'E', 'staff', true);
  insert into identity.family values (${t}, ${id('family')}, 'F1');
  insert into identity.guardian values
    (${t}, ${id('guardian')}, ${id('family')}, 'D1', 'G', 'G', null, 'nl');
  insert into identity.child values (${t}, ${id('child')}, ${id('family')}, 'C1', 'C', 'C', '2024-01-01');
  insert into identity.guardianship values (${t}, ${id('child')}, ${id('guardian')}, 'full');
  insert into identity.account (tenant_id, id, guardian_id, username)
    values (${t}, ${id('account')}, ${id('guardian')}, 'd1');
  insert into identity.session (tenant_id, id, account_id, token_hash, started_at, last_used_at, expires_at)
    values (${t}, ${id('session')}, ${id('account')}, 'a', now(), now(), now() + interval '1 day');`;

const planning = `
  insert into planning.organisation values (${t}, 'probe', 'Probe', 'nl', 'Europe/Amsterdam', 1);
  insert into planning.location values (${t}, ${id('location')}, 'l', 'L', 1);
  insert into planning.care_group values
    (${t}, ${id('group')}, ${id('location')}, 'g', 'G', 'day-care', 1);
  insert into planning.employee values (${t}, ${id('employee')}, 'staff', true, 1);
  insert into planning.child values (${t}, ${id('child')}, 'C1', 'C', 'C', 1);
  insert into planning.guardianship values (${t}, ${id('child')}, ${id('guardian')}, 'full');
  insert into planning.planning_policy values (${t}, 1, '{}', now());
  insert into planning.daypart values (${t}, ${id('daypart')}, 'm', 'M', 480, 720);
  insert into planning.care_product values
    (${t}, ${id('product')}, 'p', 'P', 480, 720, 1, null, '{1}', '2026-01-01', null);
  insert into planning.care_request
    (tenant_id, id, submitted_by, submitted_at, as_whole, policy_version, closed_at)
    values (${t}, ${id('request')}, ${id('guardian')}, now(), false, 1, now());
  insert into planning.booking (tenant_id, id, request_id, period_id, child_id, group_id, product_id,
      product_name, care_on, starts_at, ends_at, lapses_on, status, decided_by, decided_at)
    values (${t}, ${id('booking')}, ${id('request')}, ${id('booking')}, ${id('child')}, ${id('group')},
      ${id('product')}, 'P', '2026-03-02', 480, 720, '2026-03-02', 'approved', ${id('employee')}, now());
  insert into planning.slot values (${t}, ${id('group')}, ${id('daypart')}, '2026-03-02', 0, 1, 2, now());
  insert into planning.idempotency_key values
    (${t}, ${id('guardian')}, 'planning.care-requests.submit', 'k', 'h', 'a', now());
  insert into planning.audit values
    (${t}, ${id('request')}, now(), 'planning.care-requests.submit', ${id('guardian')}, 'parent', ${id('session')}, 'r', '{}');`;

const event = (name: 'submitted' | 'decided', position: number) => `
  insert into planning.outbox (tenant_id, id, position, subject, data, occurred_at, request_id, traceparent)
    values (${t}, ${id(name)}, ${position}, 'planning.events.care-request-${name}',
      '{"requestId": "${ids.request}", "submittedBy": "${ids.guardian}"}', now(), 'r', 't');
  update planning.outbox_relay set published = ${position};
  insert into messaging.inbox values (${t}, ${id(name)}, 'planning', ${position}, now());`;

const mail = (name: 'receipt' | 'decision', kind: string) => `
  insert into messaging.mail (tenant_id, id, recipient_id, cause_id, kind, language, subject, html, text, status, created_at, sent_at)
    values (${t}, ${id(name)}, ${id('guardian')}, ${id('request')}, '${kind}', 'nl', 's', 'h', 't', 'sent', now(), now());
  insert into messaging.delivery_attempt values (${t}, ${id(name)}, 1, now(), now(), 'accepted', 250, false);`;

/** One family with one approved booking, its events and its mails: all as it must be. */
export const wholePortal = `
  ${people}
  ${planning}
  ${event('submitted', 1)}
  ${event('decided', 2)}
  update planning.outbox_position set last = 2;
  insert into planning.outbox_consumer values ('messaging', 2, now());
  insert into messaging.inbox_watermark values ('planning', 2);
  insert into messaging.organisation values
    (${t}, 'probe', 'Probe', 'nl', 'Europe/Amsterdam', '#000000', '#ffffff', 'http://probe.example', 1);
  insert into messaging.recipient values (${t}, ${id('guardian')}, 'G', 'g@probe.example', 'nl', 1);
  ${mail('receipt', 'request-receipt')}
  ${mail('decision', 'request-decided')}`;
