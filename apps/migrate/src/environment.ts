import { SERVICE_NAMES } from '@ouderportaal/contracts';
import { addressOf, authority, postgresUrl, readConfig } from '@ouderportaal/process';
import { z } from 'zod';

const migrateConfig = {
  /** A superuser's URL to any database of the server, e.g. `postgres`. */
  DATABASE_ADMIN_URL: postgresUrl(),
  /** Authority of the server's certificate; for an address that ends with `?sslmode=verify-full`. */
  DATABASE_CA: authority,
  /** Password that the role which owns the tables gets. */
  DATABASE_OWNER_PASSWORD: z.string().min(1),
};

/** `PLANNING_DATABASE_URL` and the rest: what the service is told itself, so that a password stands in one place. */
const roles = SERVICE_NAMES.flatMap((service) => [
  { role: `${service}_app`, variable: `${service.toUpperCase()}_DATABASE_URL` },
  { role: `${service}_worker`, variable: `${service.toUpperCase()}_DATABASE_WORKER_URL` },
]);

const roleConfig = Object.fromEntries(
  roles.map(({ role, variable }) => [
    variable,
    addressOf(
      'database',
      postgresUrl()
        .refine((url) => new URL(url).username === role, `Must be a URL of ${role}`)
        .transform((url) => decodeURIComponent(new URL(url).password))
        .refine((password) => password !== '', 'Must have a password'),
    ),
  ]),
);

interface MigrateConfig {
  adminUrl: string;
  ca: string | undefined;
  ownerPassword: string;
  /** That a service's login role gets. */
  passwordOf: (role: string) => string;
}

/** Environment of the migration; each also as `<NAME>_FILE`. */
export function readMigrateConfig(
  environment: Record<string, string | undefined> = process.env,
): MigrateConfig {
  const shape: Record<string, z.ZodType<string | undefined>> = { ...migrateConfig, ...roleConfig };
  const values = readConfig('migrate', shape, environment);
  const passwords = new Map(roles.map(({ role, variable }) => [role, values[variable]]));
  return {
    adminUrl: values['DATABASE_ADMIN_URL'] ?? '',
    ca: values['DATABASE_CA'],
    ownerPassword: values['DATABASE_OWNER_PASSWORD'] ?? '',
    passwordOf: (role) => passwords.get(role) ?? '',
  };
}
