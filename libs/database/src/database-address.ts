export interface DatabaseAddress {
  /** `postgres://…`; with `?sslmode=verify-full` the connection is encrypted and the server's name checked. */
  url: string;
  /** Certificates of the only authority to be believed then, as PEM; left out: those that Node.js knows. */
  ca?: string | undefined;
}

/** Node.js looks at the server's name, too. */
interface Encryption {
  rejectUnauthorized: true;
  ca?: string;
}

/**
 * How the driver is told, and TypeORM, which passes over an `sslmode`. The driver would believe the
 * address rather than what stands beside it, so that is taken out.
 */
export function encryptionOf({ url, ca }: DatabaseAddress): {
  url: string;
  ssl?: Encryption;
} {
  const plain = new URL(url);
  if (plain.searchParams.get('sslmode') !== 'verify-full') return { url };
  plain.searchParams.delete('sslmode');
  return {
    url: plain.href,
    ssl: { rejectUnauthorized: true, ...(ca === undefined ? {} : { ca }) },
  };
}

/** The same for `pg.Client` and `pg.Pool`. */
export function clientConfig(address: DatabaseAddress): {
  connectionString: string;
  ssl?: Encryption;
} {
  const { url, ...rest } = encryptionOf(address);
  return { connectionString: url, ...rest };
}
