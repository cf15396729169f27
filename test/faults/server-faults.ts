import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { jetstream } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { Random } from '../../dev/demo/random.js';
import type { Fault } from './fault.js';
import { refusesInTime } from './refusals.js';
import { secondsUntil, type World } from './world.js';

const SECONDS = 5;
const storeOf = ({ dataDir }: World) => join(dataDir, 'nats', 'store');

const nats: Fault[] = [
  {
    name: 'kill NATS for 3 s',
    recoversWithin: SECONDS,
    strike: async (world, tell) => {
      const takeAway = () => world.nats.end('SIGKILL');
      try {
        tell(await refusesInTime(world, { takeAway, forMs: 3_000 }));
      } finally {
        await world.nats.start();
      }
    },
  },
  {
    name: 'NATS says nothing for 5 s',
    recoversWithin: SECONDS,
    strike: async (world, tell) => {
      const takeAway = () => world.nats.pause();
      try {
        tell(await refusesInTime(world, { takeAway, forMs: 5_000 }));
      } finally {
        world.nats.resume();
      }
    },
  },
  {
    name: 'NATS loses its store',
    recoversWithin: SECONDS,
    strike: async (world) => {
      await world.nats.end('SIGKILL');
      await rm(storeOf(world), { recursive: true });
      await world.nats.start();
    },
  },
  {
    name: 'NATS goes back to an older store',
    recoversWithin: SECONDS,
    strike: async (world) => {
      const [store, copy] = [storeOf(world), join(world.dataDir, 'older-store')];
      await world.nats.end('SIGTERM');
      await rm(copy, { recursive: true, force: true });
      await cp(store, copy, { recursive: true, preserveTimestamps: true });
      await world.nats.start();
      await wait(2_000);
      await world.nats.end('SIGKILL');
      await rm(store, { recursive: true });
      await cp(copy, store, { recursive: true, preserveTimestamps: true });
      await world.nats.start();
    },
  },
  {
    name: 'old events come again, three times and shuffled',
    recoversWithin: SECONDS,
    strike: republish,
  },
];

interface Said {
  subject: string;
  envelope: unknown;
}

/** As new messages: the broker does not know that it has had them. */
async function republish({ portal, admin }: World): Promise<void> {
  const all: Said[] = [];
  for (const producer of ['identity', 'planning']) {
    const { rows } = await admin.query<Said>(
      `select subject, json_build_object('id', id, 'position', position, 'subject', subject,
         'tenantId', tenant_id, 'occurredAt', to_char(occurred_at at time zone 'utc',
         'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'requestId', request_id, 'traceparent', traceparent,
         'data', data) as envelope
       from ${producer}.outbox where position is not null order by position desc limit 300`,
    );
    all.push(...rows);
  }
  const random = new Random(all.length);
  const shuffled = [...all, ...all, ...all]
    .map((said) => ({ said, key: random.next() }))
    .sort((one, other) => one.key - other.key);
  const { url, user, pass } = portal.backing.nats;
  const connection = await connect({ servers: url, user, pass });
  const stream = jetstream(connection);
  await Promise.all(
    shuffled.map(({ said }) => stream.publish(said.subject, JSON.stringify(said.envelope))),
  );
  await connection.close();
}

const postgres: Fault[] = [
  {
    name: 'Postgres ends every connection',
    recoversWithin: SECONDS,
    strike: async ({ admin }) => {
      await admin.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where datname = current_database() and pid <> pg_backend_pid()`,
      );
    },
  },
  ...(['SIGQUIT', 'SIGKILL'] as const).map((signal) => ({
    name: signal === 'SIGKILL' ? 'kill Postgres' : 'Postgres stops in the middle of everything',
    recoversWithin: SECONDS,
    strike: async (world: World) => {
      await world.postgres.end(signal);
      await wait(500);
      await world.postgres.start();
      // It takes connections before it answers: first it reads back what it had not written down.
      await secondsUntil('Postgres answers', async () => {
        await world.admin.query('select 1');
        return true;
      });
    },
  })),
];

export const serverFaults: readonly Fault[] = [...nats, ...postgres];
