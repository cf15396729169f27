import type { ProcessName } from '@ouderportaal/contracts';
import type { BackingServices } from '@ouderportaal/backing-services';
import { DATABASE } from '../../apps/migrate/src/roles.js';
import { hashOf, type PortalSecrets } from './secrets.js';

/** What a process signs in to the broker with. */
export interface BrokerLogin {
  user: string;
  password: string;
}

interface EnvironmentOptions {
  backing: Pick<BackingServices, 'postgres' | 'nats' | 'objectStore' | 'mail'>;
  secrets: PortalSecrets;
  brokerLogin: BrokerLogin;
  mode: 'development' | 'production';
  port: number;
  /** OTLP/HTTP receiver of spans. */
  tracesTo?: string;
}

/** The whole environment of one process; nothing of the starter's own is passed on. */
export function environmentOf(
  name: ProcessName,
  options: EnvironmentOptions,
): Record<string, string> {
  const { backing, secrets, brokerLogin, mode, port, tracesTo } = options;
  const shared = {
    NODE_ENV: mode,
    // Six processes on one machine: a young generation of 2 MB instead of 16 saves 20 MB in each.
    NODE_OPTIONS: '--enable-source-maps --max-semi-space-size=2',
    // What the C library would keep for each thread, and keep after use: some 6 MB in each.
    MALLOC_ARENA_MAX: '1',
    MALLOC_TRIM_THRESHOLD_: '131072',
    HOST: '127.0.0.1',
    PORT: String(port),
    NATS_URL: backing.nats.url,
    NATS_USER: brokerLogin.user,
    NATS_PASSWORD: brokerLogin.password,
    ...(tracesTo ? { OTEL_EXPORTER_OTLP_ENDPOINT: tracesTo } : {}),
  };
  if (name === 'gateway') {
    const { kid, d, x } = secrets.gatewayKey;
    return {
      ...shared,
      ACTOR_SIGNING_KEY: `${kid}:${d}:${x}`,
      OPERATOR_TOKEN_HASH: hashOf(secrets.operatorToken),
      METRICS_PORT: '0',
      API_DOCS: 'on',
      TRUSTED_PROXIES: 'none',
      OBJECT_STORE_URL: backing.objectStore.endpoint,
      // In production it must be https, though no proxy makes it so here: who tries it uses a bearer token.
      ...(mode === 'production' && { PUBLIC_ORIGIN: `https://127.0.0.1:${port}` }),
    };
  }
  const urlOf = (role: string) => roleUrl(backing.postgres.adminUrl, role, secrets);
  return {
    ...shared,
    DATABASE_URL: urlOf(`${name}_app`),
    DATABASE_WORKER_URL: urlOf(`${name}_worker`),
    ACTOR_KEYS: `${secrets.gatewayKey.kid}:${secrets.gatewayKey.x}`,
    ...(name === 'identity' ? { LOGIN_THROTTLE_KEY: secrets.loginThrottleKey } : {}),
    ...(name === 'media' ? objectStoreEnvironment(backing) : {}),
    ...(name === 'messaging' ? { SMTP_URL: backing.mail.smtpUrl } : {}),
  };
}

/** A connection URL to the portal's database with another role. */
export function roleUrl(adminUrl: string, role: string, secrets: PortalSecrets): string {
  const url = new URL(adminUrl);
  url.pathname = `/${DATABASE}`;
  url.username = role;
  url.password = secrets.databasePasswords[role] ?? '';
  return url.href;
}

function objectStoreEnvironment({ objectStore }: EnvironmentOptions['backing']) {
  return {
    OBJECT_STORE_URL: objectStore.endpoint,
    OBJECT_STORE_ACCESS_KEY: objectStore.accessKey,
    OBJECT_STORE_SECRET_KEY: objectStore.secretKey,
    OBJECT_STORE_REGION: objectStore.region,
  };
}
