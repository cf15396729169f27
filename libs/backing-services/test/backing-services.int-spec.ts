import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'minio';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import nodemailer from 'nodemailer';
import pg from 'pg';

import { identify, isAlive } from '../src/process/process-identity.js';
import { findBinary } from '../src/binaries.js';
import { readEnvironment } from '../src/environment.js';
import type { Mail, MailSummary } from '../src/mail-store.js';
import { startNats } from '../src/nats.js';
import { startPostgres } from '../src/postgres.js';
import { NATS_PROGRAM } from '../src/programs.js';
import { resetData } from '../src/reset.js';
import { type BackingServices, startBackingServices, type StartedServices } from '../src/start.js';

const ALL = ['postgres', 'nats', 'objectStore', 'mail'] as const;
const log = (): void => undefined;

let root: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'backing-services-'));
});

afterAll(async () => {
  await resetData(join(root, 'all'));
  await rm(root, { recursive: true, force: true });
});

describe('the backing services', () => {
  let services: StartedServices<keyof BackingServices>;
  const lines: string[] = [];

  const start = async (): Promise<void> => {
    const say = (line: string): number => lines.push(line);
    const dataDir = join(root, 'all');
    services = await startBackingServices({ dataDir, durable: true, want: ALL, log: say });
  };

  beforeAll(start, 300_000);

  afterAll(async () => {
    await services.stop();
  });

  it('say in one line each which one was taken and why', () => {
    for (const title of ['Postgres', 'NATS', 'Object store', 'Mail']) {
      expect(
        lines.filter((line) => line.startsWith(`${title}: `) && line.includes(';')),
      ).toHaveLength(1);
    }
  });

  it('hold a Postgres of version 18 or newer that answers', async () => {
    const rows = await query<{ major: number; one: number }>(
      services.postgres.adminUrl,
      `select current_setting('server_version_num')::int / 10000 as major, 1 as one`,
    );
    expect(rows[0]?.major).toBeGreaterThanOrEqual(18);
    expect(rows[0]?.one).toBe(1);
  });

  it('hold a Postgres that treats letters with accents as letters', async () => {
    const rows = await query<{ upper: string }>(
      services.postgres.adminUrl,
      `select upper('josé') as upper`,
    );
    expect(rows[0]?.upper).toBe('JOSÉ');
  });

  it('hold a NATS that keeps an event until it is read', async () => {
    const { url, user, pass } = services.nats;
    const connection = await connect({ servers: url, user, pass });
    const manager = await jetstreamManager(connection);
    await manager.streams.add({ name: 'TRIAL', subjects: ['trial.>'] });
    await manager.consumers.add('TRIAL', { durable_name: 'reader' });
    await jetstream(connection).publish('trial.said', 'hallo');
    const consumer = await jetstream(connection).consumers.get('TRIAL', 'reader');
    const message = await consumer.next({ expires: 5000 });
    expect(message?.string()).toBe('hallo');
    await connection.close();
  });

  it('hold a NATS that refuses a wrong password', async () => {
    const { url, user } = services.nats;
    await expect(connect({ servers: url, user, pass: 'wrong', reconnect: false })).rejects.toThrow(
      /authorization/i,
    );
  });

  it('hold an object store that gives back what was put in', async () => {
    const client = objectClient(services.objectStore.secretKey);
    await client.makeBucket('trial-bucket');
    await client.putObject('trial-bucket', 'greeting', 'hallo');
    expect(await text(await client.getObject('trial-bucket', 'greeting'))).toBe('hallo');
  });

  it('hold an object store that refuses a wrong secret', async () => {
    await expect(objectClient('not-the-secret').listBuckets()).rejects.toThrow(/signature/i);
  });

  it('catch a mail and show it to tests and to people', async () => {
    const transport = nodemailer.createTransport(services.mail.smtpUrl);
    const html = '<p>Dag <a href="https://portal.example/uitnodiging?a=1&amp;b=2">Noor</a></p>';
    const to = 'Noor@Example.test';
    await transport.sendMail({
      from: 'kdv@example.test',
      to,
      subject: 'Welkom é',
      text: 'Dag',
      html,
    });
    const [summary] = await getJson<MailSummary[]>('/api/mails?to=noor@example.test');
    expect(summary).toMatchObject({ to: ['noor@example.test'], subject: 'Welkom é' });
    const mail = await getJson<Mail>(`/api/mails/${summary?.id ?? ''}`);
    expect(mail.html).toContain('uitnodiging');
    expect(mail.text?.trim()).toBe('Dag');
    const response = await fetch(new URL(`/mails/${mail.id}`, services.mail.pageUrl));
    const page = await response.text();
    expect(page).toContain('sandbox="" srcdoc="&lt;p&gt;Dag');
    expect(page).toContain('<a href="https://portal.example/uitnodiging?a=1&amp;b=2"');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it('take no mail without the password', async () => {
    const { hostname, port } = new URL(services.mail.smtpUrl);
    const transport = nodemailer.createTransport({ host: hostname, port: Number(port) });
    const mail = { from: 'a@example.test', to: 'b@example.test', text: 'x' };
    await expect(transport.sendMail(mail)).rejects.toThrow(/authentication/i);
  });

  it('have their data again after a restart', async () => {
    await query(services.postgres.adminUrl, 'create table kept as select 42 as answer');
    await services.stop();
    await start();
    const rows = await query(services.postgres.adminUrl, 'select answer from kept');
    expect(rows).toEqual([{ answer: 42 }]);
    const object = await objectClient(services.objectStore.secretKey).getObject(
      'trial-bucket',
      'greeting',
    );
    expect(await text(object)).toBe('hallo');
    expect(await getJson<MailSummary[]>('/api/mails')).toHaveLength(1);
    const { url, user, pass } = services.nats;
    const connection = await connect({ servers: url, user, pass });
    const { state } = await (await jetstreamManager(connection)).streams.info('TRIAL');
    expect(state.messages).toBe(1);
    await connection.close();
  });

  it('refuse a second starter on the same data', async () => {
    const dataDir = join(root, 'all');
    const second = startBackingServices({ dataDir, durable: false, want: ['nats'], log });
    await expect(second).rejects.toThrow(/in use by process \d+/);
  });

  function objectClient(secretKey: string): Client {
    const { hostname, port } = new URL(services.objectStore.endpoint);
    const { accessKey, region } = services.objectStore;
    const address = { endPoint: hostname, port: Number(port), useSSL: false };
    return new Client({ ...address, accessKey, secretKey, region });
  }

  async function getJson<T>(path: string): Promise<T> {
    const response = await fetch(new URL(path, services.mail.pageUrl));
    expect(response.status).toBe(200);
    return (await response.json()) as T;
  }
});

describe('a starter that is killed', () => {
  it('leaves no server behind', async () => {
    const dataDir = join(root, 'killed');
    // Containers have no process of ours to look for; the local step is the one with processes.
    const starter = spawn(
      process.execPath,
      ['dist/libs/backing-services/test/support/starter.js', dataDir],
      {
        env: { ...readEnvironment().inherited, NODE_OPTIONS: '', OUDERPORTAAL_BACKING: 'local' },
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    const [line] = (await once(createInterface({ input: starter.stdout }), 'line')) as [string];
    const servers = (JSON.parse(line) as number[]).map(identify);
    expect(servers.map(isAlive)).toEqual([true, true, true]);
    starter.kill('SIGKILL');
    await expect(until(() => !servers.some(isAlive), 10_000)).resolves.toBe(true);
    await resetData(dataDir);
  }, 60_000);
});

describe('a server program on PATH', () => {
  it('that is too old is refused in a sentence with what to do', async () => {
    const path = join(root, 'old');
    await writeProgram(path, 'nats-server', 'nats-server: v2.9.10');
    const cacheDir = join(root, 'empty-cache');
    const environment = { ...readEnvironment(), path, cacheDir, goProxy: undefined };
    await expect(findBinary(NATS_PROGRAM, environment, log)).rejects.toThrow(
      /nats-server is version 2\.9\.10; 2\.11\.0 or newer is needed .*brew install nats-server.*Debian.*Docker/,
    );
  });

  it('that is new enough is taken', async () => {
    const path = join(root, 'new');
    await writeProgram(path, 'nats-server', 'nats-server: v2.11.3');
    const environment = { ...readEnvironment(), path };
    const found = await findBinary(NATS_PROGRAM, environment, log);
    expect(found).toEqual({ path: join(path, 'nats-server'), origin: 'nats-server from PATH' });
  });

  async function writeProgram(folder: string, name: string, says: string): Promise<void> {
    await mkdir(folder);
    await writeFile(join(folder, name), `#!/bin/sh\necho '${says}'\n`);
    await chmod(join(folder, name), 0o755);
  }
});

describe('an address in the environment', () => {
  const nowhere = '127.0.0.1:1';

  it('where nothing answers is named, without its password', async () => {
    const environment = {
      ...readEnvironment(),
      forced: undefined,
      postgresUrl: `postgres://a:geheim@${nowhere}/postgres`,
    };
    const attempt = startPostgres({ dataDir: join(root, 'pg'), durable: false, log, environment });
    await expect(attempt).rejects.toThrow(
      /OUDERPORTAAL_POSTGRES_URL \(postgres:\/\/127\.0\.0\.1:1\/postgres\) cannot be used/,
    );
    await expect(attempt).rejects.not.toThrow(/geheim/);
  });

  it('is asked for when that step is forced', async () => {
    const environment = {
      ...readEnvironment(),
      forced: 'environment' as const,
      natsUrl: undefined,
    };
    await expect(startNats({ dataDir: join(root, 'n'), log, environment })).rejects.toThrow(
      /OUDERPORTAAL_NATS_URL is not set/,
    );
  });

  it('is used as it is, and its server is left running', async () => {
    const local = { ...readEnvironment(), forced: 'local' as const };
    const own = await startNats({ dataDir: join(root, 'own'), log, environment: local });
    const natsUrl = own.url.replace('nats://', `nats://${own.user ?? ''}:${own.pass ?? ''}@`);
    const environment = { ...readEnvironment(), forced: undefined, natsUrl };
    const taken = await startNats({ dataDir: join(root, 'unused'), log, environment });
    expect(taken).toMatchObject({ url: own.url, user: own.user, pass: own.pass });
    await taken.stop();
    const connection = await connect({ servers: own.url, user: own.user, pass: own.pass });
    await connection.close();
    await own.stop();
  });
});

async function query<T extends pg.QueryResultRow>(url: string, sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<T>(sql)).rows;
  } finally {
    await client.end();
  }
}

/** Asks again until the answer is yes or the deadline has passed. */
async function until(condition: () => boolean, withinMs: number): Promise<boolean> {
  const since = performance.now();
  while (!condition()) {
    if (performance.now() - since > withinMs) return false;
    await wait(20);
  }
  return true;
}
