import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NatsConnection } from '@nats-io/transport-node';
import {
  BROKER_PASSWORDS,
  brokerConfig,
  brokerPasswords,
  type BrokerUser,
  connectBus,
  declaredPlan,
} from '@ouderportaal/bus/runtime';
import {
  certificateAuthority,
  findBinary,
  freePort,
  type ManagedProcess,
  NATS_PROGRAM,
  readEnvironment,
  run,
  spawnManaged,
} from '@ouderportaal/backing-services';
import { until } from '@ouderportaal/testing';

/** Release N−1 did not have it. */
const NEW_OPERATION = 'planning.care-requests.list';
const previousPlan = {
  ...declaredPlan,
  contracts: declaredPlan.contracts.filter(({ subject }) => subject !== NEW_OPERATION),
};

describe('The broker of an installation', () => {
  let folder: string;
  let place: Parameters<typeof brokerConfig>[0] & object;
  let ca: string;
  let server: ManagedProcess;
  const connections: NatsConnection[] = [];

  const configFile = () => join(folder, 'nats_conf');
  const connectAs = async (user: BrokerUser) => {
    const url = `tls://localhost:${place.port}`;
    const connection = await connectBus(user, { url, user, password: passwordOf(user), ca });
    connections.push(connection);
    return connection;
  };
  const ask = (gateway: NatsConnection) =>
    gateway.request(NEW_OPERATION, 'hello', { timeout: 1_000 }).then(
      (answer) => answer.string(),
      (error: unknown) => String(error),
    );

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ouderportaal-upgrade-'));
    const [port, monitorPort] = [await freePort(), await freePort()];
    const storeDir = join(folder, 'store');
    place = { secretsDir: folder, storeDir, host: '127.0.0.1', port, monitorPort };
    const authority = await certificateAuthority('the authority of this test', 1);
    ca = authority.certificate;
    const { certificate, key } = await authority.issue(['localhost']);
    await writeFile(join(folder, 'nats_certificate'), certificate);
    await writeFile(join(folder, 'nats_key'), key);
    await writeFile(join(folder, BROKER_PASSWORDS), brokerPasswords(passwordOf));
    await writeFile(configFile(), brokerConfig(place, previousPlan));
    const { path: command } = await findBinary(NATS_PROGRAM, readEnvironment(), () => {});
    const args = ['--config', configFile()];
    server = await spawnManaged({ name: 'NATS', command, args, env: {} });
  }, 60_000);

  afterAll(async () => {
    await Promise.all(connections.map((connection) => connection.close()));
    await server?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('lets through what a new release asks once its configuration was read, with the same passwords', async () => {
    const passwords = await readFile(join(folder, BROKER_PASSWORDS), 'utf8');
    const [gateway, planning] = [await connectAs('gateway'), await connectAs('planning')];
    expect(await ask(gateway)).toMatch(/permissions violation/i);

    await writeFile(configFile(), brokerConfig(place));
    server.child.kill('SIGHUP');

    await until('the new operation to be answered', async () => {
      const subscription = planning.subscribe(NEW_OPERATION, {
        max: 1,
        // Before it read its rights again, the broker refuses the subscription: then there is no message.
        callback: (refusal, message) => {
          if (!refusal) message.respond('an answer');
        },
      });
      // Its rights changed as well, so the broker ended its connection, and it makes another.
      await planning.flush().catch(() => undefined);
      const answer = await ask(gateway);
      subscription.unsubscribe();
      return answer === 'an answer';
    });
    expect(await readFile(join(folder, BROKER_PASSWORDS), 'utf8')).toBe(passwords);
  });

  it('holds no password in what is written anew, and is written by the step of the upgrade', async () => {
    const target = join(folder, 'written');
    const command = 'dist/cli/broker-config/main.js';
    await run(process.execPath, [command, '--to', target]);
    const written = await readFile(target, 'utf8');
    expect(written).toBe(brokerConfig());
    expect(await run(process.execPath, [command, '--print'])).toBe(written);
    expect([...written.matchAll(/"password":(\S+?),/g)].map(([, value]) => value)).toEqual([
      ...new Set(written.match(/\$\w+_password/g)),
    ]);
  });

  it('tells who is connected to nobody else, and knows no user that no process is', async () => {
    const told = brokerConfig();
    expect(told).toContain('http: "127.0.0.1:8222"');
    const users = [...told.matchAll(/"user":"([^"]+)"/g)].map(([, user]) => user);
    expect(users).toEqual([
      'gateway',
      'identity',
      'planning',
      'media',
      'messaging',
      'billing',
      'streams',
    ]);
  });
});

function passwordOf(user: BrokerUser): string {
  return `9-of-${user}`;
}
