import { describe, expect, it } from '@jest/globals';
import { allEvents, type EventContract, listeners, serviceOf } from '@ouderportaal/contracts';
import { newId } from '@ouderportaal/kernel';
import { newTenant, sampleOf, type ServiceUnderTest, until } from '@ouderportaal/testing';
import { scrape } from '../operations/support/exposition.js';
import { everyService } from './support/every-service.js';

const consumers = Object.keys(everyService)
  .map((service) => ({
    service,
    producers: Object.keys(listeners).filter((producer) => listeners[producer]?.includes(service)),
  }))
  .filter(({ producers }) => producers.length > 0);

/** An event as it would be, were it said by who may say it. */
const eventOf = ({ subject, data }: EventContract, position: number) => ({
  id: newId(),
  position,
  subject,
  tenantId: newTenant(),
  occurredAt: new Date().toISOString(),
  requestId: 'test',
  traceparent: `00-${'1'.repeat(32)}-${'1'.repeat(16)}-01`,
  data: sampleOf(data),
});

describe.each(consumers)(
  'S9: $service, when a producer was taken over,',
  ({ service, producers }) => {
    const subject = everyService[service]!();

    describe.each(producers)('and that is %s,', (producer) => {
      const foreign = allEvents.filter((event) => serviceOf(event) !== producer);
      const own = allEvents.filter((event) => serviceOf(event) === producer);

      it('applies no event of another, however it comes', async () => {
        await until('it to note what it hears', async () => {
          const noted = await subject.sql(
            `select from ${service}.inbox_heard where producer = $1`,
            [producer],
          );
          return noted.length > 0;
        });
        const before = await stateOf(subject, service);
        const seen = await refusals(subject, producer);
        const forger = subject.producer(producer);

        for (const event of foreign) await forger.forge(eventOf(event, forger.next()));
        await until('the stream to be refused', async () => {
          const { stream = 0 } = await refusals(subject, producer);
          return stream - (seen['stream'] ?? 0) === foreign.length;
        });
        for (const event of foreign) {
          await forger.forge(eventOf(event, forger.next()), { lost: true });
        }
        const letters = foreign.map((event) => eventOf(event, 1));
        for (const letter of letters) await setAside(subject, service, producer, letter);
        await subject.caughtUp(producer, forger.next() - 1);
        await until('the dead letters to be refused', async () => {
          const all = await subject.sql<{ isDead: boolean; reason: string }>(
            `select dead_at is not null as "isDead", reason from ${service}.dead_letter
           where event_id = any($1)`,
            [letters.map(({ id }) => id)],
          );
          return all.every(({ isDead, reason }) => isDead && reason === 'refused: foreign');
        });

        expect(foreign.length).toBeGreaterThan(0);
        expect(await refusals(subject, producer)).toEqual({
          stream: (seen['stream'] ?? 0) + foreign.length,
          replay: (seen['replay'] ?? 0) + foreign.length,
          'dead-letter': (seen['dead-letter'] ?? 0) + foreign.length,
        });
        expect(await stateOf(subject, service)).toEqual(before);
      });

      it('applies none that an operator lets try again', async () => {
        const before = await stateOf(subject, service);
        const [event] = foreign;
        const letter = eventOf(event!, 1);
        await setAside(subject, service, producer, letter);
        const died = () =>
          until('it to be given up', async () => {
            const [row] = await subject.sql(
              `select from ${service}.dead_letter where event_id = $1 and dead_at is not null`,
              [letter.id],
            );
            return row;
          });
        await died();

        await subject.sql(
          `update ${service}.dead_letter set attempts = 0, next_attempt_at = now(), dead_at = null
         where event_id = $1`,
          [letter.id],
        );
        await died();

        expect(await stateOf(subject, service)).toEqual(before);
      });

      it('goes on with what it may say, and says how far beyond its last event it is', async () => {
        const forger = subject.producer(producer);
        const [event] = own;
        const { position } = await subject.hear(event!, newTenant(), sampleOf(event!.data));
        expect(position).toBe(forger.next() - 1);
        expect(await aheadOf(subject, producer)).toBe(0);

        await forger.forge({ ...eventOf(event!, position + 1), subject: event!.subject });
        await subject.sql(
          `update ${service}.inbox_watermark set position = position + 7 where producer = $1`,
          [producer],
        );

        await until('it to be noticed', async () => (await aheadOf(subject, producer)) === 7);
      });
    });
  },
);

async function setAside(
  subject: ServiceUnderTest,
  service: string,
  producer: string,
  event: ReturnType<typeof eventOf>,
): Promise<void> {
  await subject.sql(
    `insert into ${service}.dead_letter (tenant_id, event_id, producer, position, subject,
       occurred_at, request_id, named, envelope, attempts, reason, next_attempt_at)
     values ($1, $2, $3, 1, $4, now(), 'test', '{}', $5, 1, 'Error', now())`,
    [event.tenantId, event.id, producer, event.subject, JSON.stringify(event)],
  );
}

async function refusals(
  subject: ServiceUnderTest,
  producer: string,
): Promise<Record<string, number>> {
  const { samples } = await scrape(subject.running().url);
  const counts: Record<string, number> = {};
  for (const { name, labels, value } of samples) {
    if (name !== 'ouderportaal_inbox_refused_total' || labels['producer'] !== producer) continue;
    const way = labels['way'] ?? '';
    counts[way] = (counts[way] ?? 0) + value;
  }
  return counts;
}

async function aheadOf(subject: ServiceUnderTest, producer: string): Promise<number | undefined> {
  const { samples } = await scrape(subject.running().url);
  return samples.find(
    ({ name, labels }) =>
      name === 'ouderportaal_inbox_ahead_events' && labels['producer'] === producer,
  )?.value;
}

/** Everything that the service knows, but for how far it is and what was set aside. */
async function stateOf(subject: ServiceUnderTest, service: string): Promise<unknown> {
  const tables = await subject.sql<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = $1
       and tablename not in ('inbox_watermark', 'outbox_consumer', 'dead_letter') order by 1`,
    [service],
  );
  const state: Record<string, unknown> = {};
  for (const { name } of tables) {
    const [row] = await subject.sql<{ rows: number; digest: string }>(
      `select count(*) as rows, md5(string_agg(t::text, '|' order by t::text)) as digest
       from ${service}.${name} t`,
    );
    state[name] = row;
  }
  return state;
}
