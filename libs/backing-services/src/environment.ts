import { homedir } from 'node:os';
import { join } from 'node:path';

export type Step = 'environment' | 'docker' | 'local';

/** Every setting of this module; the only file here that reads process.env. */
export interface BackingEnvironment {
  /** OUDERPORTAAL_BACKING: take this step and no other. */
  readonly forced?: Step;
  /** OUDERPORTAAL_POSTGRES_URL: postgres://user:password@host:port/postgres of a role that may make databases and roles. */
  readonly postgresUrl?: string;
  /** OUDERPORTAAL_NATS_URL: nats://user:password@host:port. */
  readonly natsUrl?: string;
  /** OUDERPORTAAL_S3_ENDPOINT, _S3_ACCESS_KEY, _S3_SECRET_KEY, _S3_REGION. */
  readonly s3Endpoint?: string;
  readonly s3AccessKey?: string;
  readonly s3SecretKey?: string;
  readonly s3Region?: string;
  /** OUDERPORTAAL_SMTP_URL: smtp://user:password@host:port. */
  readonly smtpUrl?: string;
  /** OUDERPORTAAL_MAIL_PAGE_URL: where the mails of that SMTP server can be read, if anywhere. */
  readonly mailPageUrl?: string;
  /** OUDERPORTAAL_CHROMIUM: the program that tests open pages with. */
  readonly chromium?: string;
  /** Programs that were built or copied once: OUDERPORTAAL_CACHE, or a folder of the user's cache. */
  readonly cacheDir: string;
  /** Go's module proxy, without a slash at its end: the first of GOPROXY; undefined where that forbids one. */
  readonly goProxy: string | undefined;
  /** Where Docker's socket may lie, most likely first. */
  readonly dockerSockets: readonly string[];
  readonly path: string;
  /** What `go install` needs to see: proxies, its own caches. */
  readonly inherited: NodeJS.ProcessEnv;
}

export function readEnvironment(): BackingEnvironment {
  const { env } = process;
  return {
    forced: readStep(env.OUDERPORTAAL_BACKING),
    postgresUrl: filled(env.OUDERPORTAAL_POSTGRES_URL),
    natsUrl: filled(env.OUDERPORTAAL_NATS_URL),
    s3Endpoint: filled(env.OUDERPORTAAL_S3_ENDPOINT),
    s3AccessKey: filled(env.OUDERPORTAAL_S3_ACCESS_KEY),
    s3SecretKey: filled(env.OUDERPORTAAL_S3_SECRET_KEY),
    s3Region: filled(env.OUDERPORTAAL_S3_REGION),
    smtpUrl: filled(env.OUDERPORTAAL_SMTP_URL),
    mailPageUrl: filled(env.OUDERPORTAAL_MAIL_PAGE_URL),
    chromium: filled(env.OUDERPORTAAL_CHROMIUM),
    cacheDir: readCacheDir(env),
    goProxy: readGoProxy(env),
    dockerSockets: readDockerSockets(env),
    path: env.PATH ?? '',
    inherited: { ...env },
  };
}

/**
 * Testcontainers' helper Ryuk is an image more to pull and needs the engine's socket inside a container;
 * our watchdog removes containers instead. The library reads this from the environment only.
 */
export function turnRyukOff(): void {
  process.env.TESTCONTAINERS_RYUK_DISABLED = 'true';
}

function filled(value: string | undefined): string | undefined {
  return value === undefined || value.trim() === '' ? undefined : value.trim();
}

function readStep(value: string | undefined): Step | undefined {
  const step = filled(value);
  if (step === undefined) return undefined;
  if (step === 'environment' || step === 'docker' || step === 'local') return step;
  throw new Error(`OUDERPORTAAL_BACKING is "${step}"; it can be environment, docker or local.`);
}

function readCacheDir(env: NodeJS.ProcessEnv): string {
  const own = filled(env.OUDERPORTAAL_CACHE);
  if (own !== undefined) return own;
  return join(filled(env.XDG_CACHE_HOME) ?? join(homedir(), '.cache'), 'ouderportaal');
}

function readGoProxy(env: NodeJS.ProcessEnv): string | undefined {
  const [first = ''] = (filled(env.GOPROXY) ?? 'https://proxy.golang.org').split(/[,|]/);
  return /^https?:/.test(first) ? first.replace(/\/$/, '') : undefined;
}

function readDockerSockets(env: NodeJS.ProcessEnv): string[] {
  const host = filled(env.DOCKER_HOST);
  // Only an engine of this machine: the ports of a remote one are not on our loopback.
  if (host !== undefined) return host.startsWith('unix://') ? [host.slice('unix://'.length)] : [];
  const runtimeDir = filled(env.XDG_RUNTIME_DIR);
  return [
    '/var/run/docker.sock',
    join(homedir(), '.docker/run/docker.sock'),
    ...(runtimeDir === undefined ? [] : [join(runtimeDir, 'docker.sock')]),
  ];
}
