import { SERVICE_NAMES } from '@ouderportaal/contracts';
import type { ServiceSchema } from '@ouderportaal/database/runtime';

/**
 * The schema of every service, in no particular order: none knows of another. Their modules stay out: a
 * migration needs none of what a service answers with.
 */
export const allSchemas: readonly ServiceSchema[] = SERVICE_NAMES.map((name) => ({
  name,
  migrations: new URL(`../../${name}/src/database/migrations/`, import.meta.url),
}));
