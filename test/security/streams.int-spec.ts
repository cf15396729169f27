import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type JetStreamManager, jetstreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import {
  type EventEnvelope,
  EventStreams,
  StreamProvisioner,
  streamOf,
} from '@ouderportaal/bus/runtime';
import { listeners } from '@ouderportaal/contracts';
import { newId } from '@ouderportaal/kernel';
import { until } from '@ouderportaal/testing';
import {
  portalBroker,
  type PortalBroker,
  refusedBy,
  SERVICES,
  type User,
} from './support/broker.js';

const ALL_STREAMS = ['IDENTITY_EVENTS', 'PLANNING_EVENTS', 'MEDIA_EVENTS', 'MESSAGING_EVENTS'];
const EVERYTHING = [
  'IDENTITY_EVENTS',
  'IDENTITY_EVENTS planning',
  'IDENTITY_EVENTS messaging',
  'IDENTITY_EVENTS billing',
  'PLANNING_EVENTS',
  'PLANNING_EVENTS messaging',
  'MEDIA_EVENTS',
  'MEDIA_EVENTS identity',
  'MEDIA_EVENTS messaging',
  'MESSAGING_EVENTS',
  'BILLING_EVENTS',
];

const fact = (position: number): EventEnvelope => ({
  id: newId(),
  position,
  subject: 'identity.events.family-recorded',
  tenantId: newId(),
  occurredAt: new Date().toISOString(),
  requestId: 'test',
  traceparent: '',
  data: { name: 'a secret' },
});

describe('S9: the streams of events', () => {
  let broker: PortalBroker;
  let keeper: StreamProvisioner;
  let admin: JetStreamManager;

  const managerOf = async (user: User) =>
    jetstreamManager(await broker.as(user), { checkAPI: false, timeout: 2_000 });

  beforeAll(async () => {
    broker = await portalBroker();
    admin = await jetstreamManager(await broker.admin(), { checkAPI: false });
    keeper = new StreamProvisioner(await broker.as('streams'), { listeners, onError: () => {} });
  });

  afterAll(async () => {
    await keeper.stop();
    await broker.stop();
  });

  it('are made by their keeper, with a durable for each listener', async () => {
    expect(await keeper.keep()).toEqual(EVERYTHING);
    expect(await keeper.keep()).toEqual([]);
    await expect(keeper.check()).resolves.toBeUndefined();
  });

  it('carry events from their producer to those who are declared as listeners', async () => {
    const [identity, planning] = await Promise.all([broker.as('identity'), broker.as('planning')]);
    const listener = new EventStreams(planning);
    const heard: number[] = [];
    expect(await listener.durable('identity', 'planning')).toEqual(expect.any(String));
    const delivery = await listener.consume('identity', 'planning', (message) => {
      heard.push(message.json<EventEnvelope>().position);
      message.ack();
    });
    await new EventStreams(identity).publish([fact(1), fact(2)]);
    await until('the events', async () => heard.length === 2);

    expect(heard).toEqual([1, 2]);
    await delivery.stop();
  });

  it('are free of what is said in another’s name', async () => {
    const planning = new EventStreams(await broker.as('planning'));
    await expect(planning.publish([fact(3)])).rejects.toThrow(/permission/i);
  });

  describe.each(SERVICES)('let %s', (service) => {
    const own = streamOf(service);
    const attempts: [string, (manager: JetStreamManager) => Promise<unknown>][] = [
      ['make a stream', (m) => m.streams.add({ name: 'ANOTHER', subjects: ['another.>'] })],
      [
        'make its own again',
        (m) => m.streams.add({ name: own, subjects: [`${service}.events.>`] }),
      ],
      [
        'take in what others say',
        (m) => m.streams.add({ name: own, subjects: ['identity.>', '_INBOX_gateway.>'] }),
      ],
      [
        'have its stream send everything on to itself',
        (m) =>
          m.streams.add({
            name: own,
            subjects: ['>'],
            republish: { src: '>', dest: `_INBOX_${service}.stolen.>` },
          }),
      ],
      [
        'mirror another’s',
        (m) => m.streams.add({ name: own, mirror: { name: 'IDENTITY_EVENTS' } }),
      ],
      [
        'have another’s as a source',
        (m) => m.streams.add({ name: own, sources: [{ name: 'IDENTITY_EVENTS' }] }),
      ],
      ['change its own', (m) => m.streams.update(own, { subjects: ['>'] })],
      ['remove its own', (m) => m.streams.delete(own)],
      ['empty its own', (m) => m.streams.purge(own)],
      ['read single messages', (m) => m.streams.getMessage('IDENTITY_EVENTS', { seq: 1 })],
      ['list the streams', (m) => m.streams.list().next()],
      ['make a durable', (m) => m.consumers.add('IDENTITY_EVENTS', { durable_name: service })],
      [
        'have events pushed to itself',
        (m) =>
          m.consumers.add('IDENTITY_EVENTS', {
            durable_name: service,
            deliver_subject: `_INBOX_${service}.stolen`,
          }),
      ],
      [
        'take the durable of another',
        (m) => m.consumers.add('IDENTITY_EVENTS', { durable_name: 'messaging' }),
      ],
      ['remove a durable', (m) => m.consumers.delete('IDENTITY_EVENTS', 'messaging')],
    ];

    it.each(attempts)('not %s', async (_what, attempt) => {
      await expect(attempt(await managerOf(service))).rejects.toThrow(/permission/i);
    });

    it('not copy a stream out or put one back', async () => {
      const connection = await broker.as(service);
      const subjects = ALL_STREAMS.flatMap((stream) => [
        `$JS.API.STREAM.SNAPSHOT.${stream}`,
        `$JS.API.STREAM.RESTORE.${stream}`,
      ]);
      const refused = await refusedBy(connection, subjects, (subject) =>
        connection.publish(subject, '{}'),
      );
      expect([...refused].sort()).toEqual(subjects.sort());
    });
  });

  it('show a service that was taken over neither events it does not hear nor another’s answers', async () => {
    const [media, identity, gateway] = await Promise.all([
      broker.as('media'),
      broker.as('identity'),
      broker.as('gateway'),
    ]);
    const seen: string[] = [];
    await listenEverywhere(media, seen);
    await stealBy(media);
    answerWith(identity, 'a secret answer');
    await identity.flush();

    await new EventStreams(identity).publish([fact(4)]);
    const answer = await gateway.request('identity.sessions.resolve', '{}', { timeout: 2_000 });
    const { state } = await admin.streams.info('MEDIA_EVENTS');
    await media.flush();

    expect(answer.string()).toBe('a secret answer');
    expect(state.messages).toBe(0);
    expect(seen.filter((text) => text.includes('a secret'))).toEqual([]);
  });

  it('are put right by their keeper, whoever made them wrong', async () => {
    await admin.streams.update('BILLING_EVENTS', {
      subjects: ['billing.events.>', 'elsewhere.>'],
      republish: { src: 'elsewhere.>', dest: 'stolen.>' },
    });
    expect(await keeper.keep()).toEqual(['BILLING_EVENTS']);
    const { config } = await admin.streams.info('BILLING_EVENTS');
    expect(config.subjects).toEqual(['billing.events.>']);
    expect(config.republish).toBeUndefined();
  });

  it('N4: are there again within seconds after the broker lost them', async () => {
    keeper.start();
    await admin.streams.delete('IDENTITY_EVENTS');
    await admin.consumers.delete('PLANNING_EVENTS', 'messaging');
    const listener = new EventStreams(await broker.as('messaging'));
    for (const producer of ['identity', 'planning']) {
      await until('the durable', () => listener.durable(producer, 'messaging'));
    }
  });
});

/** Wherever it is let; the broker refuses the rest. */
async function listenEverywhere(connection: NatsConnection, seen: string[]): Promise<void> {
  const places = ['>', 'identity.>', '_INBOX_*.>', '_INBOX_gateway.>', '_INBOX_media.>', '$JS.>'];
  await refusedBy(connection, places, (subject) => {
    connection.subscribe(subject, {
      callback: (error, message) => {
        if (!error) seen.push(message.string());
      },
    });
  });
}

/** Every way to events that JetStream has, past the client's own checks. */
async function stealBy(connection: NatsConnection): Promise<void> {
  const to = '_INBOX_media.stolen';
  const stream = {
    name: 'MEDIA_EVENTS',
    subjects: ['identity.>', '_INBOX_gateway.>'],
    republish: { src: '>', dest: `${to}.>` },
  };
  const consumer = {
    stream_name: 'IDENTITY_EVENTS',
    config: { deliver_subject: to, ack_policy: 'none', deliver_policy: 'all' },
  };
  const requests: [string, unknown][] = [
    ['$JS.API.STREAM.CREATE.MEDIA_EVENTS', stream],
    ['$JS.API.STREAM.UPDATE.MEDIA_EVENTS', stream],
    ['$JS.API.STREAM.SNAPSHOT.IDENTITY_EVENTS', { deliver_subject: to }],
    ['$JS.API.STREAM.MSG.GET.IDENTITY_EVENTS', { seq: 1 }],
    ['$JS.API.CONSUMER.CREATE.IDENTITY_EVENTS', consumer],
    ['$JS.API.CONSUMER.MSG.NEXT.IDENTITY_EVENTS.planning', { batch: 10 }],
    ['$JS.API.CONSUMER.MSG.NEXT.IDENTITY_EVENTS.messaging', { batch: 10 }],
  ];
  const subjects = requests.map(([subject]) => subject);
  const refused = await refusedBy(connection, subjects, (subject) => {
    const [, body] = requests.find(([one]) => one === subject)!;
    connection.publish(subject, JSON.stringify(body), { reply: `${to}.answer` });
  });
  expect([...refused].sort()).toEqual(subjects.sort());
}

function answerWith(connection: NatsConnection, text: string): void {
  connection.subscribe('identity.sessions.resolve', {
    callback: (_error, message) => {
      message.respond(text);
    },
  });
}
