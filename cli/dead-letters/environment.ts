import type { DatabaseAddress } from '@ouderportaal/database/runtime';
import { authority, postgresUrl, readConfig } from '@ouderportaal/process';

/**
 * `<SERVICE>_DATABASE_WORKER_URL`, where the portal is not the one that `npm start` runs here, and
 * `DATABASE_CA` for it; each also as `<NAME>_FILE`.
 */
export function workerAddressFromEnvironment(
  service: string,
  environment: Record<string, string | undefined> = process.env,
): DatabaseAddress | undefined {
  const name = `${service.toUpperCase()}_DATABASE_WORKER_URL`;
  if (!environment[name] && !environment[`${name}_FILE`]) return undefined;
  const shape = { [name]: postgresUrl(), DATABASE_CA: authority };
  const values: Record<string, string | undefined> = readConfig('dead-letters', shape, environment);
  return { url: values[name] ?? '', ca: values['DATABASE_CA'] };
}
