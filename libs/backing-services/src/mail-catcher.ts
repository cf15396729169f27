import { timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo, Server } from 'node:net';
import { connect } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';

import { chooseSource } from './choose-source.js';
import { holdDataFolder } from './data-folder.js';
import { type BackingEnvironment, readEnvironment } from './environment.js';
import { MailStore } from './mail-store.js';
import { mailWebServer } from './mail-web.js';
import { freePort } from './ports.js';
import { randomSecret } from './secrets.js';
import type { MailCatcher, MailOptions } from './types.js';

const USER = 'ouderportaal';
const MAX_MAIL_BYTES = 25 * 1024 * 1024;

/** There is no container for mail: the catcher runs in this process, with Docker as without. */
export async function startMailCatcher(options: MailOptions): Promise<MailCatcher> {
  const environment = options.environment ?? readEnvironment();
  const forced = environment.forced === 'docker' ? 'local' : environment.forced;
  return chooseSource(
    {
      title: 'Mail',
      variable: 'OUDERPORTAAL_SMTP_URL',
      address: environment.smtpUrl,
      dataDir: options.dataDir,
      environment: (address) => checkSmtp(address, environment),
      local: () => startLocalCatcher(options),
    },
    { ...environment, forced },
    options.log,
  );
}

async function startLocalCatcher(options: MailOptions): Promise<MailCatcher> {
  const held = await holdDataFolder(options.dataDir, 'Mail');
  try {
    const store = await MailStore.open(options.dataDir);
    const password = randomSecret();
    const smtp = smtpServer(store, password);
    // A sender that dies in the middle of a mail is its own trouble, and not a reason to die as well.
    smtp.on('error', () => undefined);
    const web = mailWebServer(store);
    const smtpPort = await listen(smtp.server, 0);
    const pagePort = await listen(web, await choosePagePort(options));
    // Neither keeps a process alive that has nothing else to do, such as a test run that forgot to stop.
    smtp.server.unref();
    web.unref();
    return {
      smtpUrl: `smtp://${USER}:${password}@127.0.0.1:${smtpPort}`,
      pageUrl: `http://127.0.0.1:${pagePort}`,
      source: 'this process (smtp-server)',
      stop: async () => {
        if (web.listening) {
          await Promise.all([close((done) => smtp.close(done)), close((done) => web.close(done))]);
        }
        await held.release();
      },
    };
  } catch (error) {
    await held.release();
    throw error;
  }
}

function smtpServer(store: MailStore, password: string): SMTPServer {
  return new SMTPServer({
    name: 'localhost',
    disabledCommands: ['STARTTLS'],
    // Loopback only; the password keeps other users of this computer out.
    allowInsecureAuth: true,
    disableReverseLookup: true,
    size: MAX_MAIL_BYTES,
    closeTimeout: 500,
    logger: false,
    onAuth: ({ username, password: given }, _session, done) => {
      if (username === USER && isSame(given ?? '', password)) done(null, { user: USER });
      else done(new Error('Wrong user or password.'));
    },
    onData: (stream, session, done) => {
      const recipients = session.envelope.rcptTo.map(({ address }) => address.toLowerCase());
      buffer(stream)
        .then((content) => store.add(content, recipients))
        .then(
          () => {
            done();
          },
          (error: unknown) => {
            done(error instanceof Error ? error : new Error(String(error)));
          },
        );
    },
  });
}

function isSame(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)];
  return a.length === b.length && timingSafeEqual(a, b);
}

async function choosePagePort({ pagePort, log }: MailOptions): Promise<number> {
  if (pagePort === undefined) return 0;
  const port = await freePort(pagePort);
  if (port !== pagePort) log(`Mail: port ${pagePort} is taken, the page is on ${port}`);
  return port;
}

async function listen(server: Server, port: number): Promise<number> {
  server.listen({ port, host: '127.0.0.1' });
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

function close(start: (done: () => void) => void): Promise<void> {
  return new Promise((resolve) => {
    start(resolve);
  });
}

/** An SMTP server greets with 220 before anything is asked. */
async function checkSmtp(address: string, environment: BackingEnvironment): Promise<MailCatcher> {
  const { hostname, port, protocol } = new URL(address);
  const where = { host: hostname, port: Number(port === '' ? 25 : port) };
  const socket = connect(where);
  try {
    const signal = AbortSignal.timeout(5000);
    // With smtps: the greeting comes after the TLS handshake; a connection must do.
    const [greeting] = (await once(socket, protocol === 'smtps:' ? 'connect' : 'data', {
      signal,
    })) as [Buffer | undefined];
    if (greeting !== undefined && !greeting.toString().startsWith('220')) {
      throw new Error(
        `it does not greet as a mail server: ${greeting.toString().slice(0, 80).trim()}`,
      );
    }
  } catch (error) {
    throw new Error(
      `Mail: the server of OUDERPORTAAL_SMTP_URL (${where.host}:${where.port}) cannot be used: ` +
        `${error instanceof Error ? error.message : String(error)}. Start it or correct the address; ` +
        'without the variable mail is caught here and sent nowhere.',
      { cause: error },
    );
  } finally {
    socket.destroy();
  }
  const source = `environment, ${where.host}:${where.port}`;
  const pageUrl = environment.mailPageUrl;
  return { smtpUrl: address, pageUrl, source, stop: () => Promise.resolve() };
}
