import { describe, expect, it } from '@jest/globals';
import { allEvents, type EventContract, listeners, serviceOf } from '@ouderportaal/contracts';
import { Subscribers } from '@ouderportaal/database';
import {
  newTenant,
  sampleOf,
  type ServiceUnderTest,
  variationsOf,
  withAt,
} from '@ouderportaal/testing';
import { everyService } from '../security/support/every-service.js';

/** Of an organisation, not of people: each of its listeners takes a part, all of them together everything. */
const SHARED = ['identity.events.organisation-recorded'];
/** Fields that only the release before reads; the next one says them no more. */
const LEAVING = [
  'planning.events.care-request-submitted bookings.0.bookingId',
  'planning.events.care-request-decided bookings.0.bookingId',
  'planning.events.care-request-withdrawn bookings.0.bookingId',
];

const consumers = Object.keys(everyService).filter((service) =>
  Object.values(listeners).some((theirs) => theirs.includes(service)),
);
/** By event: what each of its listeners makes nothing of. */
const unread = new Map<string, Map<string, string[]>>();

describe.each(consumers)('What %s hears', (service) => {
  const subject = everyService[service]!();

  it('is compared, field by field, with what it makes of it', async () => {
    const heard = allEvents.filter((event) =>
      subject.get(Subscribers).subjectsOf(serviceOf(event)).includes(event.subject),
    );
    expect(heard.length).toBeGreaterThan(0);
    for (const event of heard) {
      const before = heard.slice(0, heard.indexOf(event));
      const ofEvent = unread.get(event.subject) ?? new Map<string, string[]>();
      unread.set(
        event.subject,
        ofEvent.set(service, await withoutEffect(subject, service, event, before)),
      );
    }
  }, 60_000);
});

describe('A field of an event', () => {
  it('is read by everybody who hears it', () => {
    const found = [...unread].flatMap(([event, listening]) => {
      const lists = [...listening.values()];
      const fields = SHARED.includes(event)
        ? (lists[0] ?? []).filter((field) => lists.every((list) => list.includes(field)))
        : lists.flat();
      return fields.map((field) => `${event} ${field}`);
    });
    expect(found.sort()).toEqual([...LEAVING].sort());
  });

  it('was looked for in every event', () => {
    expect([...unread.keys()].sort()).toEqual(allEvents.map(({ subject }) => subject).sort());
  });
});

/** Fields that may say something else without a difference to what the listener stores. */
async function withoutEffect(
  subject: ServiceUnderTest,
  service: string,
  event: EventContract,
  before: readonly EventContract[],
): Promise<string[]> {
  const sample = sampleOf(event.data);
  const storedOf = async (data: unknown) => {
    const tenantId = newTenant();
    // A group is in a location that is known.
    for (const earlier of before.filter((one) => serviceOf(one) === serviceOf(event))) {
      await subject.hear(earlier, tenantId, sampleOf(earlier.data));
    }
    await subject.hear(event, tenantId, data);
    return rowsOf(subject, service, tenantId);
  };
  const usual = await storedOf(sample);
  expect(usual['dead_letter']).toEqual([]);
  // Else every field would seem to be read.
  expect(await storedOf(sample)).toEqual(usual);

  const fields = new Set<string>();
  const read = new Set<string>();
  for (const { path, value } of variationsOf(event.data)) {
    const field = path.join('.');
    fields.add(field);
    if (read.has(field)) continue;
    const stored = await storedOf(withAt(sample, path, value));
    if (JSON.stringify(stored) !== JSON.stringify(usual)) read.add(field);
  }
  expect(fields.size).toBeGreaterThan(0);
  return [...fields].filter((field) => !read.has(field));
}

/** What a service keeps of an organisation, but for ids and moments of its own and its bookkeeping. */
async function rowsOf(
  subject: ServiceUnderTest,
  service: string,
  tenantId: string,
): Promise<Record<string, string[]>> {
  const tables = await subject.sql<{ name: string }>(
    `select table_name as name from information_schema.columns
     where table_schema = $1 and column_name = 'tenant_id'
       and table_name not in ('inbox', 'outbox', 'audit', 'idempotency_key', 'dead_letter', 'mail_delivery')
     order by 1`,
    [service],
  );
  const letters = await subject.sql<{ subject: string }>(
    `select subject from ${service}.dead_letter where tenant_id = $1`,
    [tenantId],
  );
  // What cannot be stored with another value looks at it, too.
  const found: Record<string, string[]> = { dead_letter: letters.map((letter) => letter.subject) };
  for (const { name } of tables) {
    const rows = await subject.sql<{ row: string }>(
      `select (to_jsonb(t) - 'tenant_id' - 'as_of')::text as row from ${service}.${name} t
       where tenant_id = $1`,
      [tenantId],
    );
    found[name] = rows.map(({ row }) => withoutOwn(row)).sort();
  }
  return found;
}

/** Ids that the samples do not have, and moments, are the listener's own. */
function withoutOwn(row: string): string {
  return row
    .replaceAll(/[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/g, (id) =>
      /^(\w)\1{7}/.test(id) ? id : 'id',
    )
    .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[.\d]*(?:\+00:00|Z)/g, 'at');
}
