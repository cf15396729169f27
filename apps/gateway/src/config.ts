import { createPrivateKey } from 'node:crypto';
import { isIP } from 'node:net';
import type { SigningKey } from '@ouderportaal/bus/runtime';
import {
  addressOf,
  authority,
  type ConfigProblem,
  processConfig,
  readConfig,
} from '@ouderportaal/process';
import { z } from 'zod';

const Count = z.coerce.number().int().min(1);
const Milliseconds = z.coerce.number().int().min(1).max(600_000);

/** A variable that may be left out; empty means left out. */
const optional = <S extends z.ZodType>(schema: S) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional());

/** What the gateway needs besides a process. */
const gatewayConfig = {
  ...processConfig,
  /** Ed25519 private key that signs who acts: `kid:d:x`, the base64url parts of its JWK. */
  ACTOR_SIGNING_KEY: z.string().transform(readSigningKey),
  /** SHA-256 (hex) of the platform team's bearer token; without it nobody is operator. */
  OPERATOR_TOKEN_HASH: optional(
    z.string().regex(/^[0-9a-f]{64}$/, 'Must be a SHA-256 in lower-case hex'),
  ),
  /** Where browsers reach the portal, e.g. `https://portal.example`; production needs it, with https. */
  PUBLIC_ORIGIN: optional(
    z.string().refine(isOrigin, 'Must be an origin like https://host[:port]'),
  ),
  /**
   * Addresses or CIDR blocks, separated by commas, whose X-Forwarded-For is believed; `none` when
   * clients connect directly. Production must say which: a proxy that is not named makes all its
   * clients one address, and a limit of that address stops them all.
   */
  TRUSTED_PROXIES: optional(
    z
      .string()
      .transform((text) => (text.trim() === 'none' ? [] : text.split(',').map(trim)))
      .refine(
        (parts) => parts.every(isAddressBlock),
        'Must be IP addresses or CIDR blocks, or none',
      ),
  ),
  /** Whether `/api/docs` and `/api/openapi.json` are there, for everybody who can reach the gateway. */
  API_DOCS: z.enum(['on', 'off']).default('off'),
  /** Folder of the built web portal; left out: beside the build of this process. */
  PORTAL_FOLDER: optional(z.string()),
  /** Where files lie that a service tells the gateway to stream; left out: it answers 503 for them. */
  OBJECT_STORE_URL: addressOf('object-store', optional(z.url({ protocol: /^https?$/ }))),
  /** Authority of the store's certificate. */
  OBJECT_STORE_CA: authority,
  /** Port of `/metrics` and health for the platform alone; 0 takes a free one, left out: no metrics. */
  METRICS_PORT: optional(z.coerce.number().int().min(0).max(65_535)),
  /** Bytes a request body may have. */
  BODY_LIMIT: z.coerce.number().int().min(1_024).max(104_857_600).default(1_048_576),
  /** How long a client may take to send one request; up to a fifth more until it is noticed. */
  SEND_WITHIN_MS: Milliseconds.default(25_000),
  /** Connections at the same moment; a proxy keeps some open for all of its clients. */
  MAX_CONNECTIONS: Count.default(10_000),
  /** How long a client may wait for an answer from the services; errors are due within 2.5 s (N10). */
  REQUEST_TIMEOUT_MS: Milliseconds.default(2_250),
  /** The same for operations whose contract says `bulk`: imports. */
  IMPORT_TIMEOUT_MS: Milliseconds.default(60_000),
  /** Requests that one person may send per ten seconds. */
  PERSON_RATE: Count.default(300),
  /** The same for all people of one organisation together: about a quarter of what one gateway can do. */
  TENANT_RATE: Count.default(3_000),
  /** Requests without a valid session from one address per ten seconds. */
  ADDRESS_RATE: Count.default(600),
  /** Requests of one person that are worked on at the same moment. */
  PERSON_AT_ONCE: Count.default(30),
  /** The same for one organisation; a service refuses work beyond twenty per database connection. */
  TENANT_AT_ONCE: Count.default(100),
  /** The same for one address without a valid session. */
  ADDRESS_AT_ONCE: Count.default(100),
};

export type GatewayConfig = z.infer<z.ZodObject<typeof gatewayConfig>>;

/** The only reader of the environment in this process. */
export function loadConfig(): GatewayConfig {
  return readGatewayConfig(process.env);
}

/** @throws Error with one sentence for each variable that is wrong, missing or unsafe. */
export function readGatewayConfig(environment: Record<string, string | undefined>): GatewayConfig {
  return readConfig('gateway', gatewayConfig, environment, unsafeInProduction);
}

/** Settings without a default that is safe everywhere must be set in production (S37). */
function unsafeInProduction(config: GatewayConfig): ConfigProblem[] {
  if (config.NODE_ENV !== 'production') return [];
  const problems: ConfigProblem[] = [];
  if (config.TRUSTED_PROXIES === undefined) {
    problems.push({
      name: 'TRUSTED_PROXIES',
      message:
        'Set the addresses or CIDR blocks of the proxies before the gateway, or none when clients connect directly',
    });
  }
  if (!config.PUBLIC_ORIGIN?.startsWith('https://')) {
    problems.push({
      name: 'PUBLIC_ORIGIN',
      message:
        'Set where browsers reach the portal, e.g. https://portal.example; only https is safe',
    });
  }
  return problems;
}

const trim = (text: string) => text.trim();

function readSigningKey(text: string, context: z.RefinementCtx): SigningKey {
  const [kid = '', d = '', x = ''] = text.split(':');
  try {
    if (!kid) throw new Error('no kid');
    const jwk = { kty: 'OKP', crv: 'Ed25519', d, x };
    return { kid, key: createPrivateKey({ format: 'jwk', key: jwk }) };
  } catch {
    context.addIssue({ code: 'custom', message: 'Must be kid:d:x of an Ed25519 private key' });
    return z.NEVER;
  }
}

function isOrigin(text: string): boolean {
  return /^https?:\/\//.test(text) && URL.canParse(text) && new URL(text).origin === text;
}

function isAddressBlock(text: string): boolean {
  const [address = '', bits] = text.split('/');
  const version = isIP(address);
  if (version === 0) return false;
  if (bits === undefined) return true;
  // A block of everybody would let each client choose its own address.
  return /^[1-9]\d{0,2}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128);
}
