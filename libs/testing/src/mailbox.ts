import { afterAll, beforeAll } from '@jest/globals';
import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';
import { until } from './until.js';

/** A mail as it arrived. */
interface ReceivedMail {
  /** To whom the mail server was told to bring it; what the headers say is `parsed.to`. */
  recipient: string;
  raw: string;
  parsed: Email;
}

/**
 * What the server does with the next mail: `refuse` (451, after the mail), `refuse-address` (550 5.1.1),
 * `hang-up` (takes the mail, and closes the connection without an answer).
 */
type MailboxAnswer = 'take' | 'refuse' | 'refuse-address' | 'hang-up';

export interface Mailbox {
  /** `smtp://…` for the service under test. */
  url(): string;
  /** Everything taken for an address, in order. */
  mailsTo(address: string): ReceivedMail[];
  /** Waits until that many mails have been taken for an address. */
  received(address: string, count?: number): Promise<ReceivedMail[]>;
  /** How the coming mails are answered, one each; afterwards they are taken. */
  answerNext(...answers: MailboxAnswer[]): void;
  /** Mails are read, but not answered before `release` is called. */
  hold(): { release(): void; held(): Promise<void> };
  /** Closes the port and every connection, as a server that is down. */
  goDown(): Promise<void>;
  comeUp(): Promise<void>;
}

/** A real mail server for the tests of one file. Call it before `serviceUnderTest`, whose service needs its URL. */
export function mailboxUnderTest(): Mailbox {
  const mails: ReceivedMail[] = [];
  const sockets = new Set<Socket>();
  let answers: MailboxAnswer[] = [];
  let gate: Promise<void> = Promise.resolve();
  let heldBack = 0;
  let server: SMTPServer | undefined;
  let port = 0;

  const take = async (content: Buffer, { envelope }: SMTPServerSession) => {
    const parsed = await PostalMime.parse(content);
    for (const { address } of envelope.rcptTo) {
      mails.push({ recipient: address, raw: content.toString(), parsed });
    }
  };

  const receive = async (content: Buffer, session: SMTPServerSession) => {
    const answer = answers.shift() ?? 'take';
    if (answer === 'refuse') throw reply(451, '4.3.0 Try again later');
    await take(content, session);
    heldBack += 1;
    await gate;
    heldBack -= 1;
    if (answer === 'hang-up') hangUp(session);
  };

  const hangUp = ({ remotePort }: SMTPServerSession) => {
    for (const socket of sockets) if (socket.remotePort === remotePort) socket.destroy();
  };

  const comeUp = async () => {
    server = new SMTPServer({
      disabledCommands: ['STARTTLS', 'AUTH'],
      disableReverseLookup: true,
      closeTimeout: 100,
      onRcptTo: (_address, _session, done) => {
        const isRefused = answers[0] === 'refuse-address';
        if (isRefused) answers.shift();
        done(isRefused ? reply(550, '5.1.1 No such mailbox') : null);
      },
      onData: (stream, session, done) => {
        buffer(stream)
          .then((content) => receive(content, session))
          .then(
            () => done(),
            (error: unknown) => done(error as Error),
          );
      },
    });
    // A test that hangs up leaves errors behind that are its own doing.
    server.on('error', () => {});
    server.server.on('connection', (socket: Socket) => {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
    });
    server.listen(port, '127.0.0.1');
    await once(server.server, 'listening');
    port = (server.server.address() as AddressInfo).port;
  };

  const goDown = async () => {
    if (!server) return;
    const closing = new Promise<void>((resolve) => server?.close(() => resolve()));
    for (const socket of sockets) socket.destroy();
    await closing;
    server = undefined;
  };

  beforeAll(comeUp);
  afterAll(goDown);

  const mailsTo = (address: string) => mails.filter(({ recipient }) => recipient === address);
  return {
    url: () => `smtp://127.0.0.1:${port}`,
    mailsTo,
    received: (address, count = 1) =>
      until(`${count} mails to ${address}`, async () => {
        const found = mailsTo(address);
        return found.length >= count && found;
      }),
    answerNext: (...next) => {
      answers = next;
    },
    hold: () => {
      let release = () => {};
      gate = new Promise((resolve) => (release = resolve));
      return {
        release,
        held: async () => {
          await until('a mail to be held back', async () => heldBack > 0);
        },
      };
    },
    goDown,
    comeUp,
  };
}

function reply(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}
