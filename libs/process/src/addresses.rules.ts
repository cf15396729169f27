import { isLoopback } from '@ouderportaal/contracts';

/** What a process talks to; each kind says in its own way that a connection is encrypted. */
export type AddressKind = 'bus' | 'database' | 'object-store' | 'mail';

/**
 * Why an address may not be used where people's data is: it is not on this machine, and what is said to
 * it could be read or changed on the way. A sentence with the host alone, never with a password;
 * undefined when the address may be used, or is none.
 */
export function whyUnsafe(kind: AddressKind, name: string, text: string): string | undefined {
  const urls = (kind === 'bus' ? text.split(',') : [text]).map((one) => one.trim());
  if (!urls.every((one) => URL.canParse(one))) return undefined;
  for (const url of urls.map((one) => new URL(one))) {
    const isUnsafe = !isOnThisMachine(kind, url) && !isEncrypted[kind](url);
    if (isUnsafe)
      return `A connection to ${url.host} must be encrypted in production: ${advice[kind](name)}`;
  }
  return undefined;
}

/** An option of a database's URL can name another host than its own. */
function isOnThisMachine(kind: AddressKind, url: URL): boolean {
  return isLoopback(url.hostname) && (kind !== 'database' || hasOnly(url, ['sslmode']));
}

const isEncrypted: Record<AddressKind, (url: URL) => boolean> = {
  bus: ({ protocol }) => protocol === 'tls:',
  database: (url) => url.searchParams.get('sslmode') === 'verify-full' && hasOnly(url, ['sslmode']),
  'object-store': ({ protocol }) => protocol === 'https:',
  // STARTTLS is asked for in any case; an option could take it, or the look at the certificate, away.
  mail: (url) =>
    hasOnly(url, ['requireTLS', 'name', 'authMethod']) &&
    (url.searchParams.get('requireTLS') ?? 'true') === 'true',
};

const advice: Record<AddressKind, (name: string) => string> = {
  bus: () => 'begin the address with tls://, and give NATS_CA_FILE where its authority is your own',
  database: () =>
    'end the address with ?sslmode=verify-full and no other option, and give DATABASE_CA_FILE where its authority is your own',
  'object-store': () =>
    'begin the address with https://, and give OBJECT_STORE_CA_FILE where its authority is your own',
  mail: (name) =>
    `leave the options that weaken it out of ${name}; only requireTLS=true, name and authMethod may follow`,
};

function hasOnly(url: URL, allowed: readonly string[]): boolean {
  return [...url.searchParams.keys()].every((name) => allowed.includes(name));
}
