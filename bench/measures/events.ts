import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { AckPolicy, jetstreamManager, StorageType } from '@nats-io/jetstream';
import { continueTrace } from '@ouderportaal/bus';
import { streamOf } from '@ouderportaal/bus/runtime';
import { EventLab, TENANT, thingHappened } from '../support/event-lab.js';
import { SOURCE } from '../support/lab.js';
import { interleave } from '../support/pairs.js';
import { quantile } from '../support/statistics.js';
import { atLeast, type Bench, type Measure } from './measure.js';

const WINDOW = 256;
const RAW = 'BENCH_RAW';
const encoder = new TextEncoder();

async function inLab<T>({ lab }: Bench, work: (events: EventLab) => Promise<T>): Promise<T> {
  const events = await EventLab.open(lab);
  try {
    return await work(events);
  } finally {
    await events.close();
  }
}

function newThing() {
  return { thingId: randomUUID(), what: 'Something that happened', count: 3, cents: 9850 };
}

/** Commits events without passing them on. */
async function fillOutbox({ source, outbox }: EventLab, count: number): Promise<void> {
  for (let done = 0; done < count; done += 500) {
    const things = Array.from({ length: Math.min(500, count - done) }, newThing);
    await source.transaction({ tenantId: TENANT, trace: continueTrace() }, async (tx) =>
      outbox.addAll(tx, thingHappened, things),
    );
  }
}

/** Messages of the size of an envelope, as many at once on their way as the relay has, each with an id. */
async function publishRaw(events: EventLab, count: number): Promise<number> {
  const stream = events.jetstream();
  const { requestId, traceparent } = continueTrace();
  const startedAt = performance.now();
  let next = 0;
  const one = async () => {
    while (next < count) {
      next += 1;
      const id = randomUUID();
      const envelope = {
        ...{ id, position: next, subject: thingHappened.subject, tenantId: TENANT },
        ...{ occurredAt: '2026-01-01T00:00:00.000Z', requestId, traceparent, data: newThing() },
      };
      await stream.publish('bench.raw', encoder.encode(JSON.stringify(envelope)), { msgID: id });
    }
  };
  await Promise.all(Array.from({ length: WINDOW }, one));
  return (count * 1000) / (performance.now() - startedAt);
}

async function rawStream({ connection }: EventLab) {
  const manager = await jetstreamManager(connection, { checkAPI: false });
  const config = { name: RAW, subjects: ['bench.raw'], storage: StorageType.File };
  await manager.streams.add(config).catch(() => null);
  return manager;
}

async function passOn({ relay }: EventLab): Promise<number> {
  const startedAt = performance.now();
  let published = 0;
  for (;;) {
    const count = await relay.runOnce();
    if (count === 0) break;
    published += count;
  }
  return (published * 1000) / (performance.now() - startedAt);
}

export const relayRate: Measure = {
  id: 'P5',
  run: (bench) =>
    inLab(bench, async (events) => {
      await rawStream(events);
      const count = bench.seconds * 2_000;
      await fillOutbox(events, 1_000);
      await passOn(events);
      await publishRaw(events, 1_000);
      const paired = await interleave({
        pairs: bench.pairs,
        ours: async () => {
          await fillOutbox(events, count);
          return passOn(events);
        },
        baseline: () => publishRaw(events, count),
      });
      return [
        atLeast(paired, {
          id: 'P5',
          what: `Passing events on from the outbox ÷ publishing to JetStream, ${WINDOW} at once`,
          unit: 'events/s',
          goal: 0.8,
          stretch: 1,
        }),
      ];
    }),
};

export const delay: Measure = {
  id: 'P6',
  run: (bench) =>
    inLab(bench, async (events) => {
      const intake = events.intake();
      events.relay.start();
      intake.start();
      await intake.catchUp();
      const committedAt = new Map<string, number>();
      const heardAt = new Map<string, number>();
      events.onEffect((thingId) => heardAt.set(thingId, performance.now()));
      await sayAtRate(events, 200, bench.seconds * 2.5, committedAt);
      for (let tries = 0; heardAt.size < committedAt.size && tries < 200; tries += 1)
        await wait(50);
      await intake.stop();
      await events.relay.stop();
      const delays = [...committedAt]
        .map(([thingId, at]) => (heardAt.get(thingId) ?? Number.POSITIVE_INFINITY) - at)
        .map((ms) => Math.max(0, ms));
      const [p50, p99] = [quantile(delays, 0.5), quantile(delays, 0.99)];
      const figure = (what: string, ours: number, goal: number, stretch: string) => ({
        ...{ id: 'P6', what: `Commit to effect in another service, 200 events/s, ${what}` },
        ...{ unit: 'ms', ours, baseline: null, ratio: null, goal: `≤ ${goal} ms`, stretch },
        ...{ met: ours <= goal, valid: true },
      });
      return [figure('median', p50, 8, '–'), figure('99 %', p99, 40, '–')];
    }),
};

/** One transaction for each event, evenly; a slow one does not hold up the next. */
async function sayAtRate(
  { source, outbox }: EventLab,
  rate: number,
  seconds: number,
  committedAt: Map<string, number>,
): Promise<void> {
  const startedAt = performance.now();
  const going: Promise<void>[] = [];
  for (let at = 0; at < rate * seconds; at += 1) {
    const early = startedAt + (at * 1000) / rate - performance.now();
    if (early > 1) await wait(early);
    const thing = newThing();
    going.push(
      source
        .transaction({ tenantId: TENANT, trace: continueTrace() }, async (tx) =>
          outbox.add(tx, thingHappened, thing),
        )
        .then(() => void committedAt.set(thing.thingId, performance.now())),
    );
  }
  await Promise.all(going);
}

export const consumeRate: Measure = {
  id: 'P7',
  run: (bench) =>
    inLab(bench, async (events) => {
      const count = bench.seconds * 1_500;
      await consumeOurs(events, 500);
      await consumeRaw(events, 500);
      const paired = await interleave({
        pairs: bench.pairs,
        ours: () => consumeOurs(events, count),
        baseline: () => consumeRaw(events, count),
      });
      return [
        atLeast(paired, {
          id: 'P7',
          what: 'Taking events in, each with one row of effect ÷ consuming and acknowledging',
          unit: 'events/s',
          goal: 0.35,
          stretch: 0.5,
          note: `the goal is also ≥ 8000 events/s`,
        }),
      ];
    }),
};

async function consumeOurs(events: EventLab, count: number): Promise<number> {
  await fillOutbox(events, count);
  await passOn(events);
  let heard = 0;
  const all = new Promise<void>((resolve) => {
    events.onEffect(() => {
      heard += 1;
      if (heard === count) resolve();
    });
  });
  const intake = events.intake();
  const startedAt = performance.now();
  intake.start();
  await all;
  const rate = (count * 1000) / (performance.now() - startedAt);
  await intake.stop();
  return rate;
}

/** The same number of the same messages, from the same stream. */
async function consumeRaw(events: EventLab, count: number): Promise<number> {
  const manager = await jetstreamManager(events.connection, { checkAPI: false });
  const stream = streamOf(SOURCE);
  const { state } = await manager.streams.info(stream);
  const durable = `raw-${randomUUID()}`;
  await manager.consumers.add(stream, {
    durable_name: durable,
    ack_policy: AckPolicy.Explicit,
    deliver_policy: 'by_start_sequence',
    opt_start_seq: state.last_seq - count + 1,
    max_ack_pending: 2_000,
  });
  const consumer = await events.jetstream().consumers.get(stream, durable);
  const startedAt = performance.now();
  let taken = 0;
  const messages = await consumer.consume({ max_messages: 500 });
  for await (const message of messages) {
    JSON.parse(new TextDecoder().decode(message.data));
    message.ack();
    taken += 1;
    if (taken === count) break;
  }
  const rate = (count * 1000) / (performance.now() - startedAt);
  await manager.consumers.delete(stream, durable);
  return rate;
}
