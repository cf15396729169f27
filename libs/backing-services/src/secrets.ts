import { randomBytes } from 'node:crypto';

/** Letters and digits only: goes unquoted into URLs, configuration files and command lines. */
export function randomSecret(): string {
  return randomBytes(18).toString('hex');
}
