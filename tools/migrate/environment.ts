import { readConfig } from '@ouderportaal/process';
import { z } from 'zod';

const migrateConfig = {
  /** A superuser's URL to any database of the server, e.g. `postgres`. */
  DATABASE_ADMIN_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  /** Password that the role which owns the tables gets. */
  DATABASE_OWNER_PASSWORD: z.string().min(1),
  /** Password that the services' login roles get. */
  DATABASE_ROLE_PASSWORD: z.string().min(1),
};

export type MigrateConfig = z.infer<z.ZodObject<typeof migrateConfig>>;

/** What the migration is told; each also as `<NAME>_FILE`. */
export function readMigrateConfig(): MigrateConfig {
  return readConfig('migrate', migrateConfig, process.env);
}
