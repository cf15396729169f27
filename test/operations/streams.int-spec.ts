import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type JetStreamManager, jetstreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import {
  brokerUser,
  connectBus,
  permissionsOf,
  STREAM_PROVISIONER,
} from '@ouderportaal/bus/runtime';
import { openBroker, type TestBroker, until } from '@ouderportaal/testing';
import { freePort, type ManagedProcess, spawnManaged } from '@ouderportaal/backing-services';

describe('The keeper of the streams as a process', () => {
  let broker: TestBroker;
  let connection: NatsConnection;
  let admin: JetStreamManager;
  let keeper: ManagedProcess;
  let url: string;

  beforeAll(async () => {
    const password = 'of the keeper';
    broker = await openBroker([
      brokerUser(STREAM_PROVISIONER, password, permissionsOf(STREAM_PROVISIONER)),
    ]);
    connection = await connectBus('gateway', broker);
    admin = await jetstreamManager(connection, { checkAPI: false });
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    keeper = await spawnManaged({
      name: STREAM_PROVISIONER,
      command: process.execPath,
      args: [join(process.cwd(), 'dist/apps/streams/src/main.js')],
      env: {
        NATS_URL: broker.url,
        NATS_USER: STREAM_PROVISIONER,
        NATS_PASSWORD: password,
        PORT: String(port),
      },
    });
    await until('it to be ready', async () => {
      const answer = await fetch(`${url}/health/ready`).catch(() => null);
      return answer?.ok;
    });
  }, 30_000);

  afterAll(async () => {
    await keeper?.stop();
    await connection?.close();
    await broker?.stop();
  });

  it('makes them, and makes them again', async () => {
    await admin.streams.delete('IDENTITY_EVENTS');
    await until('the stream', async () => admin.streams.info('IDENTITY_EVENTS').catch(() => null));
    await until('the durable', async () =>
      admin.consumers.info('IDENTITY_EVENTS', 'planning').catch(() => null),
    );
  });

  it('says how it is, and nothing else', async () => {
    const metrics = await (await fetch(`${url}/metrics`)).text();
    expect(metrics).toMatch(/ouderportaal_dependency_up\{[^}]*dependency="streams"[^}]*\} 1/);
    expect((await fetch(`${url}/health/live`)).status).toBe(200);
    expect((await fetch(`${url}/anything`)).status).toBe(404);
    expect((await fetch(`${url}/metrics`, { method: 'POST' })).status).toBe(404);
  });
});
