import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  brokerUser,
  type BusAddress,
  connectBus,
  leaveBus,
  permissionsOf,
} from '@ouderportaal/bus/runtime';
import { CrossTenantPool } from '@ouderportaal/database';
import { type DatabaseAddress, migrate } from '@ouderportaal/database/runtime';
import { freePort, type ManagedProcess, spawnManaged } from '@ouderportaal/backing-services';
import { newGatewayKey, openBroker, ROLE_PASSWORD, until } from '@ouderportaal/testing';
import { Bucket } from '../../apps/media/src/bucket.js';
import { media } from '../../apps/media/src/service.js';
import type { OutgoingMail } from '../../apps/messaging/src/delivery/outgoing-mail.js';
import { Smtp } from '../../apps/messaging/src/delivery/smtp.js';
import {
  type EncryptedServers,
  OBJECT_STORE_KEYS,
  startEncryptedServers,
  startPlainMailServer,
} from './support/encrypted-servers.js';

const WRONG_AUTHORITY = /self.signed|unable to (get|verify)/i;
const WRONG_NAME = /does not match certificate|not in the cert/i;
/** The certificates are not for this one. */
const byAddress = (url: string) => url.replace('localhost', '127.0.0.1');

describe('S35: what the processes say to the servers beside them', () => {
  let servers: EncryptedServers;
  /** The authority a client believes, and how it calls the server. */
  const wrong: [string, () => { ca: string; called: (url: string) => string }, RegExp][] = [
    [
      'signed by another authority',
      () => ({ ca: servers.otherCa, called: (url) => url }),
      WRONG_AUTHORITY,
    ],
    ['of another name', () => ({ ca: servers.ca, called: byAddress }), WRONG_NAME],
  ];

  const migrated = (address: DatabaseAddress) =>
    migrate([media], {
      adminUrl: address.url,
      ca: address.ca,
      ownerPassword: ROLE_PASSWORD,
      passwordOf: () => ROLE_PASSWORD,
    });
  const urlOf = (role: string) => {
    const url = new URL(servers.postgresUrl);
    url.username = role;
    url.password = ROLE_PASSWORD;
    return url.href;
  };

  beforeAll(async () => {
    servers = await startEncryptedServers([brokerUser('media', 'test', permissionsOf('media'))]);
    await migrated({ url: servers.postgresUrl, ca: servers.ca });
  }, 120_000);
  afterAll(() => servers?.stop(), 30_000);

  describe('the broker', () => {
    /** It would wait for a broker with the right certificate for ever; here the first reason ends it. */
    const firstRefusal = (address: BusAddress): Promise<Error> => {
      const onWaiting = (reason: Error) => {
        throw reason;
      };
      return connectBus('test', { ...address, onWaiting }).then(
        async (connection) => {
          await connection.close();
          throw new Error('It was believed');
        },
        (error: unknown) => error as Error,
      );
    };

    it('is encrypted', async () => {
      const connection = await connectBus('test', { ...servers.bus, ca: servers.ca });
      expect(connection.info?.tls_required).toBe(true);
      await connection.flush();
      await leaveBus(connection);
    });

    it.each(wrong)('is refused with a certificate %s', async (_what, given, reason) => {
      const { ca, called } = given();
      const error = await firstRefusal({ ...servers.bus, url: called(servers.bus.url), ca });
      expect((error.cause instanceof Error ? error.cause : error).message).toMatch(reason);
    });

    it('is refused when it does not encrypt, and learns no password', async () => {
      const plain = await openBroker();
      const url = plain.url.replace('nats:', 'tls:');
      const error = await firstRefusal({ ...plain, url, ca: servers.ca });
      expect(error.message).toContain("does not support 'tls'");
      await plain.stop();
    });
  });

  describe('the database', () => {
    const ask = async (address: DatabaseAddress) => {
      const pool = new CrossTenantPool(address, 'media');
      try {
        return await pool.query('select ssl from pg_stat_ssl where pid = pg_backend_pid()');
      } finally {
        await pool.close();
      }
    };

    it('is encrypted for who migrates it and for who works with it', async () => {
      const answer = await ask({ url: urlOf('media_worker'), ca: servers.ca });
      expect(answer).toEqual([{ ssl: true }]);
    });

    it.each(wrong)('is refused with a certificate %s', async (_what, given, reason) => {
      const { ca, called } = given();
      await expect(migrated({ url: called(servers.postgresUrl), ca })).rejects.toThrow(reason);
      await expect(ask({ url: called(urlOf('media_worker')), ca })).rejects.toThrow(reason);
    });
  });

  describe('the object store', () => {
    const bucketAt = (url: string, ca: string | undefined) =>
      new Bucket({
        OBJECT_STORE_URL: url,
        OBJECT_STORE_CA: ca,
        OBJECT_STORE_ACCESS_KEY: OBJECT_STORE_KEYS.accessKey,
        OBJECT_STORE_SECRET_KEY: OBJECT_STORE_KEYS.secretKey,
        OBJECT_STORE_REGION: 'eu-central-1',
        OBJECT_STORE_BUCKET: 'encrypted',
      });

    it('is encrypted', async () => {
      const bucket = bucketAt(servers.objectStoreUrl, servers.ca);
      await expect(bucket.check()).resolves.toBeUndefined();
    });

    it.each(wrong)('is refused with a certificate %s', async (_what, given, reason) => {
      const { ca, called } = given();
      await expect(bucketAt(called(servers.objectStoreUrl), ca).check()).rejects.toThrow(reason);
    });
  });

  describe('the mail server', () => {
    // This machine by an address that is not known as such, as a server elsewhere would be.
    const elsewhere = (url: string) => url.replace('localhost', '0.0.0.0');
    const send = async (url: string, ca: string) => {
      const smtp = new Smtp({
        SMTP_URL: url,
        SMTP_CA: ca,
        MAIL_FROM: 'a@b.example',
      });
      const result = await smtp.send(letter);
      smtp.close();
      return result.outcome;
    };

    it('is encrypted', async () => {
      await expect(send(elsewhere(servers.mail.url), servers.ca)).resolves.toBe('accepted');
      expect(servers.mail.arrived).toEqual([true]);
    });

    it.each(wrong)('gets nothing with a certificate %s', async (_what, given) => {
      const { ca, called } = given();
      const before = servers.mail.arrived.length;
      await expect(send(called(servers.mail.url), ca)).resolves.toBe('unreachable');
      expect(servers.mail.arrived).toHaveLength(before);
    });

    it('gets nothing when it does not offer encryption', async () => {
      const arrived: boolean[] = [];
      const plain = await startPlainMailServer(arrived);
      await expect(send(elsewhere(plain.url), servers.ca)).resolves.not.toBe('accepted');
      expect(arrived).toEqual([]);
      await plain.stop();
    });
  });

  describe('a process in production', () => {
    const started: ManagedProcess[] = [];
    afterAll(() => Promise.all(started.map((one) => one.stop())));

    const start = async (told: Record<string, string> = {}) => {
      const lines: string[] = [];
      const port = await freePort();
      const env = {
        NODE_ENV: 'production',
        PORT: String(port),
        NATS_URL: servers.bus.url,
        NATS_USER: 'media',
        NATS_PASSWORD: 'test',
        NATS_CA: servers.ca,
        DATABASE_URL: urlOf('media_app'),
        DATABASE_WORKER_URL: urlOf('media_worker'),
        DATABASE_CA: servers.ca,
        ACTOR_KEYS: newGatewayKey().actorKeys,
        OBJECT_STORE_URL: servers.objectStoreUrl,
        OBJECT_STORE_CA: servers.ca,
        OBJECT_STORE_ACCESS_KEY: OBJECT_STORE_KEYS.accessKey,
        OBJECT_STORE_SECRET_KEY: OBJECT_STORE_KEYS.secretKey,
        ...told,
      };
      const args = ['dist/apps/media/src/main.js'];
      const onLine = (line: string) => lines.push(line);
      const child = await spawnManaged({
        name: 'media',
        command: process.execPath,
        args,
        env,
        onLine,
      });
      started.push(child);
      const isReady = async () => {
        const answer = await fetch(`http://127.0.0.1:${port}/health/ready`).catch(() => null);
        return answer?.ok === true;
      };
      return { child, lines, isReady };
    };

    it('works with all of them encrypted', async () => {
      const { isReady, child } = await start();
      await until('media to be ready', isReady, 50_000);
      await child.stop();
    }, 60_000);

    it.each(['NATS_CA', 'DATABASE_CA', 'OBJECT_STORE_CA'])(
      'does not work with another authority in %s, and says why',
      async (name) => {
        const { lines, isReady, child } = await start({ [name]: servers.otherCa });
        const said = async () => WRONG_AUTHORITY.test(lines.join('\n'));
        await until(`media to say what is wrong with ${name}`, said, 50_000);
        expect(await isReady()).toBe(false);
        await child.stop();
      },
      60_000,
    );

    it('does not start with addresses that are neither encrypted nor on this machine', async () => {
      const { child, lines } = await start({
        NATS_URL: 'nats://nats:4222',
        DATABASE_URL: 'postgres://media_app:hush@postgres/ouderportaal',
        OBJECT_STORE_URL: 'http://minio:9000',
      });
      expect(await child.exited).toMatchObject({ code: 1 });
      const said = lines.join('\n');
      for (const name of ['NATS_URL', 'DATABASE_URL', 'OBJECT_STORE_URL']) {
        expect(said).toMatch(new RegExp(`^  ${name}: A connection to \\S+ must be encrypted`, 'm'));
      }
      expect(said).not.toContain('hush');
    });
  });
});

const letter: OutgoingMail = {
  mailId: 'mail',
  senderName: 'Zonnebloem',
  to: { name: 'Noor', address: 'noor@ouder.example' },
  date: new Date('2026-03-01T08:00:00Z'),
  language: 'nl',
  subject: 'Aanvraag',
  html: '<p>Dag</p>',
  text: 'Dag',
};
