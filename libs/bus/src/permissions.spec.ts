import { describe, expect, it } from '@jest/globals';
import { allContracts, identity, listeners } from '@ouderportaal/contracts';
import { brokerUser, type BusPlan, permissionsOf } from './permissions.js';

const plan: BusPlan = {
  contracts: [{ subject: 'bakery.orders.place' }, { subject: 'mill.grain.grind' }],
  broadcasts: ['mill.broadcast.stopped'],
  listeners: { mill: ['bakery'], bakery: [] },
};

describe('S9: the gateway', () => {
  it('may ask every operation and nothing else', () => {
    const { publish } = permissionsOf('gateway', plan);
    expect(publish).toEqual(['bakery.orders.place', 'mill.grain.grind']);
  });

  it('hears its answers and the broadcasts, and answers nobody', () => {
    const { subscribe, answers } = permissionsOf('gateway', plan);
    expect(subscribe).toEqual(['_INBOX_gateway.>', 'mill.broadcast.stopped']);
    expect(answers).toBe(false);
  });
});

describe('S9: a service', () => {
  it('says its own events and broadcasts, and makes nothing on the broker', () => {
    expect(permissionsOf('mill', plan).publish).toEqual([
      'mill.events.>',
      'mill.broadcast.stopped',
    ]);
  });

  it('answers its own operations and its consumers', () => {
    expect(permissionsOf('mill', plan)).toMatchObject({
      subscribe: [
        '_INBOX_mill.>',
        'mill.grain.grind',
        'mill.outbox.progress.*',
        'mill.outbox.replay',
        'mill.outbox.snapshot.*',
      ],
      answers: true,
    });
  });

  it('asks the producers that it hears, and reads by its own durable', () => {
    expect(permissionsOf('bakery', plan).publish).toEqual(
      expect.arrayContaining([
        'mill.outbox.progress.bakery',
        'mill.outbox.replay',
        'mill.outbox.snapshot.bakery',
        '$JS.API.CONSUMER.INFO.MILL_EVENTS.bakery',
        '$JS.API.CONSUMER.MSG.NEXT.MILL_EVENTS.bakery',
        '$JS.ACK.MILL_EVENTS.bakery.>',
      ]),
    );
  });
});

describe('S9: the keeper of the streams', () => {
  it('makes every stream and every durable, by name, and does nothing else', () => {
    expect(permissionsOf('streams', plan)).toEqual({
      publish: [
        '$JS.API.STREAM.INFO.MILL_EVENTS',
        '$JS.API.STREAM.CREATE.MILL_EVENTS',
        '$JS.API.STREAM.UPDATE.MILL_EVENTS',
        '$JS.API.CONSUMER.INFO.MILL_EVENTS.bakery',
        '$JS.API.CONSUMER.CREATE.MILL_EVENTS.bakery',
        '$JS.API.STREAM.INFO.BAKERY_EVENTS',
        '$JS.API.STREAM.CREATE.BAKERY_EVENTS',
        '$JS.API.STREAM.UPDATE.BAKERY_EVENTS',
      ],
      subscribe: ['_INBOX_streams.>'],
      answers: false,
    });
  });
});

describe('S9: what is declared', () => {
  const users = ['gateway', 'streams', ...Object.keys(listeners)];

  it.each(users)('gives %s no subject that ends before its service does', (user) => {
    const { publish, subscribe } = permissionsOf(user);
    const isOwnQuestion = (subject: string) =>
      [`${user}.outbox.progress.*`, `${user}.outbox.snapshot.*`].includes(subject);
    for (const subject of [...publish, ...subscribe.filter((one) => !isOwnQuestion(one))]) {
      expect(subject).not.toMatch(/^[>*]|\*|^\$JS\.API\.>|^_INBOX\.|^\$SYS/);
    }
  });

  it('lets the gateway ask each operation', () => {
    expect(permissionsOf('gateway').publish).toHaveLength(allContracts.length);
    expect(permissionsOf('gateway').subscribe).toContain(identity.SESSIONS_ENDED);
  });

  it('is written in the language of the broker', () => {
    expect(JSON.parse(brokerUser('mill', 'secret', permissionsOf('mill', plan)))).toMatchObject({
      user: 'mill',
      password: 'secret',
      permissions: {
        publish: { allow: permissionsOf('mill', plan).publish },
        allow_responses: { max: 1 },
      },
    });
  });
});
