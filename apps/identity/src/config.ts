import { readConfig, serviceConfig } from '@ouderportaal/process';

/** The only reader of the environment in this service. */
export function loadConfig() {
  return readConfig('identity', serviceConfig, process.env);
}
