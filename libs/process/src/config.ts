import { createPublicKey, type KeyObject, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { type AddressKind, whyUnsafe } from './addresses.rules.js';

const LogLevel = z.enum(['debug', 'info', 'warn', 'error', 'silent']);
const Port = z.coerce.number().int().min(0).max(65_535);

const addresses = z.registry<{ kind: AddressKind }>();

/** An address that `readConfig` refuses in production where the connection could be read on its way. */
export function addressOf<S extends z.ZodType>(kind: AddressKind, schema: S): S {
  addresses.add(schema, { kind });
  return schema;
}

/**
 * Certificates of the authority that a server's own is signed by, as PEM; given, no other authority
 * counts. Left out: those that Node.js knows.
 */
export const authority = z.preprocess(
  (value) => (value === '' ? undefined : value),
  z.string().refine(isCertificates, 'Must be certificates as PEM').optional(),
);

/** What every process needs. */
export const processConfig = {
  /** `development` opens preview pages. */
  NODE_ENV: z.enum(['development', 'production', 'test']).default('production'),
  LOG_LEVEL: LogLevel.default('info'),
  /** Address to listen on. */
  HOST: z.string().default('127.0.0.1'),
  /** Port of the HTTP endpoint; 0 takes a free one. */
  PORT: Port.default(0),
  /** `tls://host:port`, or `nats://` without encryption; several separated by commas, all of one kind. */
  NATS_URL: addressOf(
    'bus',
    z
      .string()
      .regex(
        /^(tls:\/\/[^,]+(,\s*tls:\/\/[^,]+)*|nats:\/\/[^,]+(,\s*nats:\/\/[^,]+)*)$/,
        'Must begin with tls://, or all with nats://',
      ),
  ),
  /** Authority of the broker's certificate. */
  NATS_CA: authority,
  NATS_USER: z.string().min(1),
  NATS_PASSWORD: z.string().min(1),
  /** Base address of an OTLP/HTTP receiver of spans; left out: none are made. */
  OTEL_EXPORTER_OTLP_ENDPOINT: z.preprocess(
    (value) => (value === '' ? undefined : value),
    z.url({ protocol: /^https?$/ }).optional(),
  ),
};

/** A database's address. */
export function postgresUrl() {
  return addressOf('database', z.url({ protocol: /^postgres(ql)?$/ }));
}

/** What every service with a database needs besides. */
export const serviceConfig = {
  ...processConfig,
  /** Connection URL with the service's `_app` role: bound to one organisation per transaction. */
  DATABASE_URL: postgresUrl(),
  /** Connection URL with the service's `_worker` role: only the queue tables. */
  DATABASE_WORKER_URL: postgresUrl(),
  /** Authority of the database's certificate; for addresses that end with `?sslmode=verify-full`. */
  DATABASE_CA: authority,
  /** Connections for requests; as many requests work at once. */
  DATABASE_POOL: z.coerce.number().int().min(2).max(200).default(10),
  /** How long an event that failed rests before it is tried again; four times as long each time after. */
  EVENT_RETRY_MS: z.coerce.number().int().min(1).max(600_000).default(1_000),
  /** For the fault run only: where it says at which failpoint the process is to die. */
  FAILPOINT_FOLDER: z.string().min(1).optional(),
  /** Public keys of the gateway as `kid:base64url` of the raw 32 bytes, separated by commas; two while rotating. */
  ACTOR_KEYS: z.string().min(1).transform(readPublicKeys),
};

export type ServiceConfig = z.infer<z.ZodObject<typeof serviceConfig>>;

/** What is wrong with a variable: one sentence that says what to set. */
export interface ConfigProblem {
  name: string;
  message: string;
}

/**
 * Reads an environment once. Each variable can also be given as `<NAME>_FILE`, the path of a file that
 * holds it: how secrets are handed over.
 * `check` looks at what is right by itself and wrong together.
 * @throws Error that lists every problem, one a line, and shows no value.
 */
export function readConfig<S extends z.ZodRawShape>(
  name: string,
  shape: S,
  environment: Record<string, string | undefined> = process.env,
  check: (config: z.infer<z.ZodObject<S>>) => readonly ConfigProblem[] = () => [],
): z.infer<z.ZodObject<S>> {
  const { values, unreadable } = withFiles(Object.keys(shape), environment);
  const result = z.object(shape).safeParse(values);
  const together = [
    ...unsafeAddresses(shape, values),
    ...(result.success ? check(result.data) : []),
  ];
  if (result.success && unreadable.length === 0 && together.length === 0) return result.data;
  const problems = [
    ...unreadable,
    ...(result.error?.issues ?? [])
      .filter(
        ({ path }) => !unreadable.some((line) => line.startsWith(`  ${path.join('.')}_FILE:`)),
      )
      .map(({ path, message }) => `  ${path.join('.')}: ${message}`),
    ...together.map(({ name: variable, message }) => `  ${variable}: ${message}`),
  ];
  throw new Error(`${name} cannot start, its configuration is wrong:\n${problems.join('\n')}`);
}

/** Without `NODE_ENV` it is production, as for every process. */
function unsafeAddresses(
  shape: z.ZodRawShape,
  values: Record<string, string | undefined>,
): ConfigProblem[] {
  if (['development', 'test'].includes(values['NODE_ENV'] ?? '')) return [];
  return Object.entries(shape).flatMap(([name, schema]) => {
    const kind = addresses.get(schema as z.ZodType)?.kind;
    const why = kind && whyUnsafe(kind, name, values[name] ?? '');
    return why ? [{ name, message: why }] : [];
  });
}

function isCertificates(text: string): boolean {
  const found = text.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? [];
  try {
    return found.length > 0 && found.every((one) => new X509Certificate(one).ca);
  } catch {
    return false;
  }
}

function withFiles(names: readonly string[], environment: Record<string, string | undefined>) {
  const values = { ...environment };
  const unreadable: string[] = [];
  for (const name of names) {
    const file = environment[`${name}_FILE`];
    if (!file) continue;
    if (environment[name]) {
      unreadable.push(`  ${name}_FILE: Give this or ${name}, not both`);
      continue;
    }
    try {
      values[name] = readFileSync(file, 'utf8').replace(/\r?\n$/, '');
    } catch {
      unreadable.push(`  ${name}_FILE: The file cannot be read`);
    }
  }
  return { values, unreadable };
}

function readPublicKeys(text: string, context: z.RefinementCtx): ReadonlyMap<string, KeyObject> {
  try {
    return new Map(
      text.split(',').map((entry) => {
        const [kid = '', x = ''] = entry.split(':');
        const key = createPublicKey({ format: 'jwk', key: { kty: 'OKP', crv: 'Ed25519', x } });
        return [kid, key];
      }),
    );
  } catch {
    context.addIssue({ code: 'custom', message: 'Must be kid:key pairs, separated by commas' });
    return z.NEVER;
  }
}
