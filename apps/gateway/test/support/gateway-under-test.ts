import { createHash, createPublicKey, type KeyObject } from 'node:crypto';
import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import type { NatsConnection } from '@nats-io/transport-node';
import { connectBus } from '@ouderportaal/bus/runtime';
import type { Actor, Role } from '@ouderportaal/contracts';
import { newId } from '@ouderportaal/kernel';
import type { Logger } from '@ouderportaal/process';
import {
  actor as newActor,
  FakeClock,
  newGatewayKey,
  openBroker,
  type TestBroker,
} from '@ouderportaal/testing';
import { withoutLimits } from '../../../../dev/portal/without-limits.js';
import { readGatewayConfig } from '../../src/config.js';
import { type RunningGateway, startGateway } from '../../src/gateway.js';
import { FakeServices } from './fake-services.js';

export const OPERATOR_TOKEN = 'operator-token-of-the-test-0123456789';

export interface SignedIn {
  actor: Actor;
  token: string;
  bearer: { authorization: string };
  cookie: { cookie: string; 'sec-fetch-site': string };
}

interface GatewayUnderTest {
  url(path?: string): string;
  services: FakeServices;
  clock: FakeClock;
  /** Every line that the gateway logged. */
  log: Record<string, unknown>[];
  running(): RunningGateway;
  connection(): NatsConnection;
  broker(): TestBroker;
  /** Somebody with a session that identity knows; of an organisation of their own, unless it is named. */
  signedIn(role?: Role, organisation?: string): SignedIn;
  fetch(method: string, path: string, options?: RequestOptions): Promise<Answered>;
  /** Starts one more gateway on the same broker, e.g. with other settings. */
  another(settings: Record<string, string>): Promise<RunningGateway>;
}

export interface RequestOptions {
  headers?: Record<string, string>;
  /** Sent as JSON, unless it is text already. */
  body?: unknown;
}

export interface Answered {
  status: number;
  headers: Headers;
  text: string;
  // What the body is, each test says by what it expects of it.
  json: Record<string, unknown>;
}

/** Boots a gateway between real HTTP and a real broker; the services behind it are the test's. */
export function gatewayUnderTest(settings: Record<string, string> = {}): GatewayUnderTest {
  const clock = new FakeClock('2026-03-02');
  const key = newGatewayKey();
  const log: Record<string, unknown>[] = [];
  const gateways: RunningGateway[] = [];
  let broker: TestBroker;
  let connection: NatsConnection;
  let services: FakeServices;

  const start = async (more: Record<string, string>): Promise<RunningGateway> => {
    const environment = {
      NODE_ENV: 'test',
      NATS_URL: broker.url,
      NATS_USER: broker.user,
      NATS_PASSWORD: broker.password,
      ACTOR_SIGNING_KEY: privateKey(key.signing.kid, key.signing.key),
      OPERATOR_TOKEN_HASH: createHash('sha256').update(OPERATOR_TOKEN).digest('hex'),
      METRICS_PORT: '0',
      API_DOCS: 'on',
      ...withoutLimits,
      ...more,
    };
    const config = readGatewayConfig(environment);
    const gateway = await startGateway(config, { logger: recorder(log), clock });
    gateways.push(gateway);
    return gateway;
  };

  beforeAll(async () => {
    broker = await openBroker();
    connection = await connectBus('services', broker);
    const publicKey = createPublicKey(key.signing.key);
    services = new FakeServices(connection, new Map([[key.signing.kid, publicKey]]));
    under.services = services;
    await services.start();
    await start(settings);
  }, 60_000);

  beforeEach(async () => {
    log.length = 0;
    await services.reset();
  });

  afterAll(async () => {
    await Promise.all(gateways.map((gateway) => gateway.stop()));
    await connection?.close();
    await broker?.stop();
  }, 30_000);

  const running = () => gateways[0]!;
  const under: GatewayUnderTest = {
    url: (path = '') => running().url + path,
    services: undefined as never,
    clock,
    log,
    running,
    connection: () => connection,
    broker: () => broker,
    signedIn: (role = 'parent', organisation = newId()) => {
      const token = `token-${newId()}`;
      const tenantId = services.organisations.get(organisation) ?? newId();
      services.organisations.set(organisation, tenantId);
      const actor = newActor(role, tenantId);
      services.sessions.set(token, actor);
      const cookie = { cookie: `__Host-session=${token}`, 'sec-fetch-site': 'same-origin' };
      return { actor, token, bearer: { authorization: `Bearer ${token}` }, cookie };
    },
    fetch: (method, path, options) => send(method, running().url + path, options),
    another: start,
  };
  return under;
}

/** One HTTP request with a deadline: what hangs fails. */
export async function send(
  method: string,
  url: string,
  { headers = {}, body }: RequestOptions = {},
): Promise<Answered> {
  const hasBody = body !== undefined;
  const response = await fetch(url, {
    method,
    headers: { ...(hasBody && { 'content-type': 'application/json' }), ...headers },
    ...(hasBody && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    signal: AbortSignal.timeout(10_000),
    redirect: 'manual',
  });
  const text = await response.text();
  const isJson = /json/.test(response.headers.get('content-type') ?? '') && text !== '';
  const json = (isJson ? JSON.parse(text) : {}) as Record<string, unknown>;
  return { status: response.status, headers: response.headers, text, json };
}

function privateKey(kid: string, key: KeyObject): string {
  const { d = '', x = '' } = key.export({ format: 'jwk' });
  return `${kid}:${d}:${x}`;
}

/** A logger that keeps what it is told. */
function recorder(lines: Record<string, unknown>[]): Logger {
  const at = (level: string) => (line: Record<string, unknown>, message: string) => {
    lines.push({ level, message, ...line });
  };
  const methods = { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
  return methods as unknown as Logger;
}
