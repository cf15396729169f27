import helmet, { type FastifyHelmetOptions } from '@fastify/helmet';
import fastify from 'fastify';

export type Headers = Readonly<Record<string, string>>;

const YEAR_SECONDS = 31_536_000;

/** Everything that a page of ours never asks a browser for. */
export const PERMISSIONS = [
  'accelerometer',
  'camera',
  'display-capture',
  'geolocation',
  'gyroscope',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'publickey-credentials-get',
  'screen-wake-lock',
  'usb',
  'xr-spatial-tracking',
];

const apiOptions: FastifyHelmetOptions = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      baseUri: ["'none'"],
      formAction: ["'none'"],
      frameAncestors: ["'none'"],
    },
  },
  crossOriginEmbedderPolicy: false,
  crossOriginOpenerPolicy: { policy: 'same-origin' },
  crossOriginResourcePolicy: { policy: 'same-origin' },
  referrerPolicy: { policy: 'no-referrer' },
  strictTransportSecurity: { maxAge: YEAR_SECONDS, includeSubDomains: true },
  frameguard: { action: 'deny' },
};

/** Swagger UI: its own files and the API of the same origin, nothing else. */
export const DOCS_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join(';');

/**
 * The headers of every answer (S22), also of those that no handler makes. Helmet decides them once, on
 * a server that never listens, instead of again for each request.
 */
export async function securityHeaders(): Promise<Headers> {
  const sample = fastify();
  await sample.register(helmet, apiOptions);
  sample.get('/', (_request, reply) => reply.code(204).send());
  const { headers } = await sample.inject('/');
  await sample.close();
  const own = ['connection', 'date', 'content-length', 'content-type', 'keep-alive'];
  const chosen = Object.entries(headers).filter(([name]) => !own.includes(name));
  return {
    ...Object.fromEntries(chosen.map(([name, value]) => [name, String(value)])),
    'permissions-policy': PERMISSIONS.map((name) => `${name}=()`).join(', '),
    'cache-control': 'no-store',
  };
}
