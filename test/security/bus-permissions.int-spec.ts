import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connect } from '@nats-io/transport-node';
import { streamOf } from '@ouderportaal/bus/runtime';
import { allContracts, allEvents, serviceOf } from '@ouderportaal/contracts';
import {
  portalBroker,
  type PortalBroker,
  refusedBy,
  SERVICES,
  type User,
  USERS,
} from './support/broker.js';

/** Written out here once more, so that a slip in the generated rights cannot hide. */
const HEARD: Partial<Record<User, string[]>> = {
  identity: ['media'],
  planning: ['identity'],
  messaging: ['identity', 'planning', 'media'],
  billing: ['identity'],
};

const SAID_BY: Record<string, User> = {
  'identity.broadcast.sessions-ended': 'identity',
  'planning.broadcast.changed': 'planning',
  'messaging.broadcast.changed': 'messaging',
};

const contractSubjects = allContracts.map(({ subject }) => subject);

const streamVerbs = [
  'INFO',
  'CREATE',
  'UPDATE',
  'DELETE',
  'PURGE',
  'MSG.GET',
  'MSG.DELETE',
  'SNAPSHOT',
  'RESTORE',
  'PEER.REMOVE',
  'LEADER.STEPDOWN',
];
const consumerVerbs = [
  'INFO',
  'CREATE',
  'DELETE',
  'PAUSE',
  'RESET',
  'UNPIN',
  'MSG.NEXT',
  'DURABLE.CREATE',
  'LEADER.STEPDOWN',
];

function jetstreamSubjects(service: string): string[] {
  const stream = streamOf(service);
  return [
    ...streamVerbs.map((verb) => `$JS.API.STREAM.${verb}.${stream}`),
    `$JS.API.DIRECT.GET.${stream}`,
    `$JS.API.DIRECT.GET.${stream}.${service}.events.x`,
    `$JS.API.CONSUMER.LIST.${stream}`,
    `$JS.API.CONSUMER.NAMES.${stream}`,
    `$JS.API.CONSUMER.CREATE.${stream}`,
    `$JS.SNAPSHOT.ACK.${stream}.x`,
    `$JS.SNAPSHOT.RESTORE.${stream}.x`,
    ...SERVICES.flatMap((durable) => [
      ...consumerVerbs.map((verb) => `$JS.API.CONSUMER.${verb}.${stream}.${durable}`),
      `$JS.API.CONSUMER.CREATE.${stream}.${durable}.identity.events.x`,
      `$JS.ACK.${stream}.${durable}.1.1.1.1.1`,
    ]),
  ];
}

const exact = [
  ...contractSubjects,
  ...Object.keys(SAID_BY),
  ...allEvents.map(({ subject }) => subject),
  ...USERS.flatMap((user) => [
    `_INBOX_${user}.abc.1`,
    ...USERS.map((asker) => `${user}.outbox.progress.${asker}`),
    `${user}.outbox.replay`,
    `${user}.events.something-recorded`,
    `${user}.broadcast.something`,
    `${user}.something.else`,
  ]),
  ...SERVICES.flatMap(jetstreamSubjects),
  '_INBOX.abc',
  '$JS.API.INFO',
  '$JS.API.STREAM.LIST',
  '$JS.API.STREAM.NAMES',
  '$JS.API.STREAM.CREATE.ANOTHER',
  '$JS.API.STREAM.TEMPLATE.CREATE.ANOTHER',
  '$JS.API.ACCOUNT.PURGE.$G',
  '$JS.FC.ANOTHER.x',
  '$KV.bucket.key',
  '$SRV.PING',
  '$SYS.REQ.SERVER.PING',
  'anything',
];

/** Wider than anybody may listen; `_INBOX_<user>.>` and `<user>.events.>` follow per user. */
const wild = ['>', '*', '*.>', '*.sessions.log-in', 'identity.sessions.*', '_INBOX_*.>', '$JS.>'];
const patterns = [
  ...wild,
  ...['$SYS.>', '$JS.API.>', '$JS.ACK.>', '$JS.EVENT.>', '*.outbox.*', '*.broadcast.>'],
  ...USERS.flatMap((user) => [`_INBOX_${user}.>`, `${user}.>`, `${user}.events.>`]),
];

function mayPublish(user: User, subject: string): boolean {
  if (user === 'gateway') return contractSubjects.includes(subject);
  if (user === 'streams') return mayKeep(subject);
  if (subject in SAID_BY) return user === SAID_BY[subject];
  if (subject.startsWith(`${user}.events.`)) return true;
  return (HEARD[user] ?? []).some((producer) => {
    const durable = `${streamOf(producer)}.${user}`;
    return (
      subject === `${producer}.outbox.progress.${user}` ||
      subject === `${producer}.outbox.replay` ||
      subject === `${producer}.outbox.snapshot.${user}` ||
      subject.startsWith(`$JS.ACK.${durable}.`) ||
      ['INFO', 'MSG.NEXT'].some((v) => subject === `$JS.API.CONSUMER.${v}.${durable}`)
    );
  });
}

function mayKeep(subject: string): boolean {
  const isStream = SERVICES.some((service) =>
    ['INFO', 'CREATE', 'UPDATE'].some(
      (verb) => subject === `$JS.API.STREAM.${verb}.${streamOf(service)}`,
    ),
  );
  const isDurable = Object.entries(HEARD).some(([listener, producers]) =>
    producers.some((producer) =>
      ['INFO', 'CREATE'].some(
        (verb) => subject === `$JS.API.CONSUMER.${verb}.${streamOf(producer)}.${listener}`,
      ),
    ),
  );
  return isStream || isDurable;
}

function maySubscribe(user: User, subject: string): boolean {
  if (subject.startsWith(`_INBOX_${user}.`)) return true;
  if (user === 'gateway') return subject in SAID_BY;
  if (user === 'streams') return false;
  if (contractSubjects.includes(subject)) return serviceOf({ subject }) === user;
  return (
    subject.startsWith(`${user}.outbox.progress.`) ||
    subject.startsWith(`${user}.outbox.snapshot.`) ||
    subject === `${user}.outbox.replay`
  );
}

describe('S9: the broker', () => {
  let broker: PortalBroker;

  beforeAll(async () => {
    broker = await portalBroker();
  });

  afterAll(() => broker.stop());

  it.each(USERS)('lets %s publish what it must, and refuses all else', async (user) => {
    const connection = await broker.as(user);
    const refused = await refusedBy(connection, exact, (subject) => connection.publish(subject));
    const allowed = exact.filter((subject) => !refused.has(subject));
    expect(allowed.sort()).toEqual(exact.filter((subject) => mayPublish(user, subject)).sort());
    expect(allowed.length).toBeLessThan(exact.length / 4);
  });

  it.each(USERS)('lets %s subscribe to what it must, and refuses all else', async (user) => {
    const connection = await broker.as(user);
    const all = [...exact, ...patterns];
    const refused = await refusedBy(connection, all, (subject) => {
      connection.subscribe(subject, { callback: () => {} });
    });
    const allowed = all.filter((subject) => !refused.has(subject));
    expect(allowed.sort()).toEqual(all.filter((subject) => maySubscribe(user, subject)).sort());
  });

  it.each([
    ['nobody', {}],
    ['an unknown user', { user: 'somebody', pass: 'of somebody' }],
    ['a user without a password', { user: 'identity' }],
    ['a user with the password of another', { user: 'identity', pass: 'of billing' }],
    ['a token', { token: 'of identity' }],
  ])('does not let in %s', async (_who, login) => {
    const attempt = connect({ servers: broker.url, ...login, reconnect: false, timeout: 5_000 });
    await expect(attempt).rejects.toThrow(/authorization|authentication/i);
  });

  it('shows nobody the answers that another gets', async () => {
    const [gateway, identity, billing] = await Promise.all([
      broker.as('gateway'),
      broker.as('identity'),
      broker.as('billing'),
    ]);
    const seen: string[] = [];
    const spy = (subject: string) => {
      billing.subscribe(subject, {
        callback: (error, message) => {
          if (!error) seen.push(message.string());
        },
      });
    };
    const places = ['>', 'identity.>', '_INBOX_gateway.>', '_INBOX_identity.>', '_INBOX_*.>'];
    const refused = await refusedBy(billing, places, spy);
    identity.subscribe('identity.sessions.resolve', {
      callback: (_error, message) => {
        message.respond('a secret');
      },
    });
    await identity.flush();

    const answer = await gateway.request('identity.sessions.resolve', '{}', { timeout: 2_000 });
    await billing.flush();

    expect(answer.string()).toBe('a secret');
    expect(refused.size).toBe(places.length);
    expect(seen).toEqual([]);
  });

  it('lets a service answer a request once, and nobody else at all', async () => {
    const [gateway, planning, billing] = await Promise.all([
      broker.as('gateway'),
      broker.as('planning'),
      broker.as('billing'),
    ]);
    let inbox = '';
    planning.subscribe('planning.queue.groups', {
      callback: (_error, message) => {
        inbox = message.reply ?? '';
        message.respond('[]');
      },
    });
    await planning.flush();
    await gateway.request('planning.queue.groups', '{}', { timeout: 2_000 });

    for (const other of [planning, billing]) {
      const refused = await refusedBy(other, [inbox], (subject) => other.publish(subject, 'again'));
      expect([...refused]).toEqual([inbox]);
    }
  });
});
