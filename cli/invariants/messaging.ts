import type { Invariant } from './invariant.js';

const KIND_OF = `case e.subject
  when 'planning.events.care-request-submitted' then 'request-receipt'
  when 'planning.events.care-request-decided' then 'request-decided'
  when 'planning.events.care-request-withdrawn' then 'request-withdrawn' end`;

/** Mails and what they are about. */
export const messagingInvariants: readonly Invariant[] = [
  {
    name: 'messaging.one-mail-per-cause',
    says: 'A person gets one mail of a kind about a request.',
    sql: `select tenant_id, recipient_id, cause_id, kind, count(*) from messaging.mail
      group by tenant_id, recipient_id, cause_id, kind having count(*) > 1`,
  },
  {
    name: 'messaging.every-event-has-its-mail',
    says: 'Every event about a request that messaging has passed has its mail.',
    sql: `select e.tenant_id, e.id, e.position, e.subject from planning.outbox e
      where ${KIND_OF} is not null
        and e.position <= (select position from messaging.inbox_watermark where producer = 'planning')
        and not exists (select from messaging.dead_letter d where d.event_id = e.id)
        and not exists (select from messaging.mail m
          where m.tenant_id = e.tenant_id and m.kind = ${KIND_OF}
            and m.recipient_id = (e.data ->> 'submittedBy')::uuid
            and m.cause_id = (e.data ->> 'requestId')::uuid)`,
  },
  {
    name: 'messaging.every-request-has-a-receipt',
    says: 'Who sent a request got a receipt, however the event came there.',
    atRest: true,
    sql: `select r.tenant_id, r.id from planning.care_request r
      where not exists (select from messaging.mail m
        where m.tenant_id = r.tenant_id and m.recipient_id = r.submitted_by and m.cause_id = r.id
          and m.kind = 'request-receipt')`,
  },
  {
    name: 'messaging.no-mail-without-cause',
    says: 'A mail is about a request of its recipient that is in the state that it tells of.',
    sql: `select m.tenant_id, m.id, m.kind from messaging.mail m
      left join planning.care_request r
        on r.tenant_id = m.tenant_id and r.id = m.cause_id and r.submitted_by = m.recipient_id
      where r.id is null or (m.kind <> 'request-receipt' and r.closed_at is null)`,
  },
  {
    name: 'messaging.sent-was-accepted',
    says: 'The mail server accepted every mail that counts as sent.',
    sql: `select m.tenant_id, m.id from messaging.mail m
      where m.status = 'sent' and not exists (select from messaging.delivery_attempt a
        where a.tenant_id = m.tenant_id and a.mail_id = m.id and a.outcome = 'accepted')`,
  },
  {
    name: 'messaging.waiting-means-queued',
    says: 'A mail is in the queue exactly as long as it waits.',
    sql: `select m.tenant_id, m.id, m.status from messaging.mail m
      left join messaging.mail_delivery d on d.tenant_id = m.tenant_id and d.mail_id = m.id
      where (m.status = 'waiting') <> (d.mail_id is not null)`,
  },
  {
    name: 'messaging.nothing-left-to-send',
    says: 'No mail to a known address has been due for long.',
    atRest: true,
    sql: `select d.tenant_id, d.mail_id, d.due_at, d.attempts from messaging.mail_delivery d
      join messaging.mail m on m.tenant_id = d.tenant_id and m.id = d.mail_id
      join messaging.recipient r on r.tenant_id = m.tenant_id and r.id = m.recipient_id
      where d.due_at < now() - interval '1 second' and r.email is not null`,
  },
];
