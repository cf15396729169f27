import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import type { Type } from '@nestjs/common';
import type { NatsConnection } from '@nats-io/transport-node';
import { type CallContext, continueTrace } from '@ouderportaal/bus';
import {
  ActorTokens,
  brokerUser,
  Bus,
  type BusPlan,
  connectBus,
  type EventEnvelope,
  servicePermissions,
  type SigningKey,
  StreamProvisioner,
} from '@ouderportaal/bus/runtime';
import {
  type Actor,
  allBroadcasts,
  allContracts,
  type EventContract,
  heardBy,
  listeners,
  type Rpc,
} from '@ouderportaal/contracts';
import { newId } from '@ouderportaal/kernel';
import { createLogger } from '@ouderportaal/process';
import {
  configOf,
  type RunningService,
  type ServiceDefinition,
  startService,
} from '@ouderportaal/service';
import type pg from 'pg';
import type { z } from 'zod';
import { FakeClock } from './fake-clock.js';
import { FakeProducer } from './fake-producer.js';
import { newGatewayKey } from './gateway-key.js';
import {
  openAdmin,
  openBroker,
  openDatabase,
  type TestBroker,
  type TestDatabase,
} from './test-servers.js';
import { until } from './until.js';

interface ServiceUnderTestOptions {
  /** Services whose events the test says itself; those that the portal's one hears, unless told. */
  hears?: readonly string[];
  /** Its operations, when they are none of the portal's; the broker lets it answer no others. */
  contracts?: readonly Rpc[];
  /** What day it is when a test begins; 09:00 UTC. */
  today?: string;
  /** Other services on its broker and database, which the test runs itself. */
  beside?: readonly ServiceDefinition[];
  /** Settings beside those that every test needs; asked for when the suite's own servers run. */
  environment?: () => Readonly<Record<string, string>>;
}

export interface ServiceUnderTest {
  clock: FakeClock;
  /** Asks through the bus, as the gateway would. */
  request<I extends z.ZodType, O extends z.ZodType>(
    contract: Rpc<I, O>,
    actor: Actor,
    input: z.input<I>,
    context?: Partial<CallContext>,
  ): Promise<z.output<O>>;
  /** Says an event of another service and waits until this one has dealt with it. */
  hear<D extends z.ZodType>(
    event: EventContract<D>,
    tenantId: string,
    data: z.input<D>,
  ): Promise<EventEnvelope>;
  producer(service: string): FakeProducer;
  /** Waits until this service has dealt with everything a producer said up to a position. */
  caughtUp(producer: string, position: number): Promise<void>;
  /** Every event that this service has published for a tenant, in order. */
  published<D extends z.ZodType>(event: EventContract<D>, tenantId: string): Promise<z.output<D>[]>;
  /** Rows as a superuser sees them: for looking, never for setting up what a contract can do. */
  sql<R extends object>(text: string, values?: unknown[]): Promise<R[]>;
  /** Something from inside the service, e.g. a job that a schedule would run. */
  get<T>(token: Type<T> | string | symbol): T;
  connection(): NatsConnection;
  /** Mints what the gateway would sign. */
  tokens(): ActorTokens;
  /** The gateway's own key, for tokens that it would never sign. */
  signingKey(): SigningKey;
  /** What a process of a service beside it is to be started with. */
  environmentOf(service: string): Record<string, string>;
  running(): RunningService;
  database(): TestDatabase;
}

export function newTenant(): string {
  return newId();
}

/** Boots a service on a database and broker of its own for the tests of one file. */
export function serviceUnderTest(
  definition: ServiceDefinition,
  options: ServiceUnderTestOptions = {},
): ServiceUnderTest {
  const { name: service } = definition;
  const hears = options.hears ?? heardBy(service);
  const beside = options.beside ?? [];
  const plan = planOf(service, hears, options.contracts);
  const today = options.today ?? '2026-03-02';
  const clock = new FakeClock(today);
  const key = newGatewayKey();
  let database: TestDatabase;
  let broker: TestBroker;
  let admin: pg.Pool;
  let connection: NatsConnection;
  let keeper: StreamProvisioner;
  let running: RunningService;
  let bus: Bus;
  const producers = new Map<string, FakeProducer>();

  beforeAll(async () => {
    [database, broker] = await Promise.all([
      openDatabase([definition, ...beside]),
      openBroker([service, ...beside.map(({ name }) => name)].map((name) => userOf(name, plan))),
    ]);
    admin = openAdmin(database);
    connection = await connectBus('gateway', broker);
    keeper = new StreamProvisioner(connection, {
      listeners: plan.listeners,
      onError: () => {},
    });
    await keeper.keep();
    keeper.start();
    for (const name of hears) {
      const producer = new FakeProducer(connection, name);
      producer.start();
      producers.set(name, producer);
    }
    const config = configOf(definition, {
      ...environmentOf(service),
      ...options.environment?.(),
    });
    running = await startService(definition, {
      config,
      clock,
      logger: createLogger(service, process.env['LOG_LEVEL'] ?? 'fatal'),
    });
    bus = new Bus(connection, new ActorTokens(key.signing), { timeoutMs: 10_000 });
  }, 60_000);

  beforeEach(() => clock.set(today));

  afterAll(async () => {
    await running?.stop();
    await keeper?.stop();
    await connection?.close();
    await admin?.end();
    await Promise.all([database?.drop(), broker?.stop()]);
  }, 30_000);

  const environmentOf = (name: string): Record<string, string> => ({
    NODE_ENV: 'test',
    LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'silent',
    NATS_URL: broker.url,
    NATS_USER: name,
    NATS_PASSWORD: BROKER_PASSWORD,
    DATABASE_URL: database.urlOf(`${name}_app`),
    DATABASE_WORKER_URL: database.urlOf(`${name}_worker`),
    ACTOR_KEYS: key.actorKeys,
  });

  const caughtUp = async (producer: string, position: number): Promise<void> => {
    await until(`${service} to hear event ${position} of ${producer}`, async () => {
      const { rows } = await admin.query<{ position: number }>(
        `select position from ${service}.inbox_watermark where producer = $1`,
        [producer],
      );
      return (rows[0]?.position ?? 0) >= position;
    });
  };

  const producerOf = (name: string): FakeProducer => {
    const producer = producers.get(name);
    if (!producer) throw new Error(`Add '${name}' to hears`);
    return producer;
  };

  return {
    clock,
    request: (contract, actor, input, context) =>
      bus.request(contract, actor, input, {
        ...continueTrace(),
        idempotencyKey: null,
        clientAddress: null,
        ...context,
      }),
    hear: async (event, tenantId, data) => {
      const name = event.subject.split('.')[0] ?? '';
      const envelope = await producerOf(name).say(event, tenantId, data);
      await caughtUp(name, envelope.position);
      return envelope;
    },
    producer: producerOf,
    caughtUp,
    published: async (event, tenantId) => {
      const rows = await until(`the outbox of ${service} to empty`, async () => {
        const { rows: all } = await admin.query<{ data: unknown; isPublished: boolean }>(
          `select data, position is not null and position <= (
             select published from ${service}.outbox_relay) as "isPublished"
           from ${service}.outbox
           where subject = $1 and tenant_id = $2 order by seq`,
          [event.subject, tenantId],
        );
        return all.every((row) => row.isPublished) ? all : null;
      });
      return rows.map(({ data }) => event.data.parse(data) as never);
    },
    sql: async <R extends object>(text: string, values: unknown[] = []) =>
      (await admin.query<R>(text, values)).rows,
    get: (token) => running.app.get(token, { strict: false }),
    connection: () => connection,
    tokens: () => new ActorTokens(key.signing),
    signingKey: () => key.signing,
    environmentOf,
    running: () => running,
    database: () => database,
  };
}

const BROKER_PASSWORD = 'test';

/** Contracts and listeners of this test's broker. */
function planOf(
  service: string,
  hears: readonly string[],
  contracts: readonly Rpc[] | undefined,
): BusPlan {
  return {
    contracts: contracts ?? allContracts,
    broadcasts: allBroadcasts,
    listeners: contracts
      ? { [service]: [], ...Object.fromEntries(hears.map((producer) => [producer, [service]])) }
      : listeners,
  };
}

/** Broker user of the service, with the permissions that it has in the portal. */
function userOf(service: string, plan: BusPlan): string {
  return brokerUser(service, BROKER_PASSWORD, servicePermissions(service, plan));
}
