import { listeners } from '@ouderportaal/contracts';
import type { Invariant } from './invariant.js';

/** What the tables of passing events, kept answers and audit rows of one service must satisfy. */
function invariantsOf(service: string): Invariant[] {
  return [
    {
      name: `${service}.events-leave`,
      says: 'An event of a minute ago has its position and is published.',
      sql: `select tenant_id, id, subject, position from ${service}.outbox
        where (position is null or position > (select published from ${service}.outbox_relay))
          and occurred_at < now() - interval '60 seconds'`,
    },
    {
      name: `${service}.events-have-left`,
      says: 'Every event has its position and is published.',
      atRest: true,
      sql: `select tenant_id, id, subject, position from ${service}.outbox
        where position is null or position > (select published from ${service}.outbox_relay)`,
    },
    {
      name: `${service}.positions-without-a-gap`,
      says: 'Positions count up to the last one; what lies before the first one, everybody has passed who has begun, and nothing after the last is published.',
      sql: `with said as (
          select coalesce(min(position), (select last + 1 from ${service}.outbox_position)) as first,
            max(position) as last, count(position) as n from ${service}.outbox)
        select first, said.last, n, counter.last as counted from said, ${service}.outbox_position counter
        where n <> counter.last - first + 1 or said.last > counter.last
          or counter.last < (select published from ${service}.outbox_relay) or exists (
          select from ${service}.outbox_consumer where position between 1 and first - 2)`,
    },
    {
      name: `${service}.answers-are-kept-whole`,
      says: 'Every Idempotency-Key has its answer.',
      sql: `select tenant_id, person_id, subject, key from ${service}.idempotency_key
        where answer is null`,
    },
    {
      name: `${service}.every-kept-change-is-audited`,
      says: 'There is an audit row for every change of which the answer was kept.',
      sql: `with kept as (
          select tenant_id, person_id, subject, count(*) as n from ${service}.idempotency_key
          group by tenant_id, person_id, subject
        ), audited as (
          select tenant_id, person_id, subject, count(*) as n from ${service}.audit
          group by tenant_id, person_id, subject)
        select tenant_id, person_id, subject, kept.n as kept, audited.n as audited
        from kept left join audited using (tenant_id, person_id, subject)
        where kept.n > coalesce(audited.n, 0)`,
    },
  ];
}

/** What must be so between a producer and one service that listens to it. */
function invariantsBetween(producer: string, consumer: string): Invariant[] {
  const watermark = `(select coalesce(max(position), 0) as position,
      coalesce(max(joined_at), 0) as joined
    from ${consumer}.inbox_watermark where producer = '${producer}')`;
  return [
    {
      name: `${consumer}.not-ahead-of-${producer}`,
      says: 'Nobody has passed an event that was never said, or told the producer so.',
      sql: `select w.position as watermark, p.last, c.position as told
        from ${watermark} w, ${producer}.outbox_position p
        left join ${producer}.outbox_consumer c on c.consumer = '${consumer}'
        where w.position > p.last or c.position > w.position`,
    },
    {
      name: `${consumer}.caught-up-with-${producer}`,
      says: 'The listener has passed the last event.',
      atRest: true,
      sql: `select w.position as watermark, p.last from ${watermark} w, ${producer}.outbox_position p
        where w.position < p.last`,
    },
    {
      name: `${consumer}.every-event-of-${producer}-once`,
      says: 'Each event that was passed since it listens is in the inbox or set aside, and not in both.',
      sql: `select e.tenant_id, e.id, e.position, e.subject from ${producer}.outbox e, ${watermark} w
        where e.position <= w.position and e.position > w.joined and (
          (select count(*) from ${consumer}.inbox i
            where i.tenant_id = e.tenant_id and i.event_id = e.id and i.producer = '${producer}'
              and i.position = e.position) +
          (select count(*) from ${consumer}.dead_letter d
            where d.tenant_id = e.tenant_id and d.event_id = e.id)) <> 1`,
    },
    {
      name: `${consumer}.nothing-but-events-of-${producer}`,
      says: 'What was applied was said, at that position, and the watermark has passed it.',
      sql: `select i.tenant_id, i.event_id, i.position from ${consumer}.inbox i, ${watermark} w
        where i.producer = '${producer}' and (i.position > w.position or (
          i.position >= (select min(position) from ${producer}.outbox)
          and not exists (select from ${producer}.outbox e
            where e.tenant_id = i.tenant_id and e.id = i.event_id and e.position = i.position)))`,
    },
    {
      name: `${consumer}.retries-of-${producer}-end`,
      says: 'An event that was set aside has been applied, or waits for a person.',
      atRest: true,
      sql: `select tenant_id, event_id, attempts, reason from ${consumer}.dead_letter
        where producer = '${producer}' and dead_at is null`,
    },
  ];
}

export const eventInvariants: readonly Invariant[] = Object.entries(listeners).flatMap(
  ([producer, consumers]) => [
    ...invariantsOf(producer),
    ...consumers.flatMap((consumer) => invariantsBetween(producer, consumer)),
  ],
);
