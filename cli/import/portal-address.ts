import { isLoopback } from '@ouderportaal/contracts';
import { z } from 'zod';

import { readIfThere } from './csv-file.js';
import type { PortalEnvironment } from './environment.js';
import { PortalError } from './portal-client.js';

/** Written by `npm start`; says where the running portal answers. */
const PORTAL_FILE = '.data/portal.json';

const PortalFile = z.object({
  url: z.url({ protocol: /^https?$/ }),
  operatorToken: z.string().min(1),
});
type PortalAddress = z.infer<typeof PortalFile>;

/**
 * Address and token, each from the first of: flags, environment, the file that `npm start` writes.
 * @throws PortalError with a sentence that says what is missing.
 */
export async function findPortal(
  flags: PortalEnvironment,
  environment: PortalEnvironment,
  file = PORTAL_FILE,
): Promise<PortalAddress> {
  const told = {
    url: flags.url ?? environment.url,
    operatorToken: flags.operatorToken ?? environment.operatorToken,
  };
  const local = told.url && told.operatorToken ? {} : await readPortalFile(file);
  const found = PortalFile.safeParse({
    url: told.url ?? local.url,
    operatorToken: told.operatorToken ?? tokenFor(told.url, local),
  });
  if (found.success) {
    refusePlain(found.data.url);
    return found.data;
  }
  throw new PortalError(
    sentence(
      told,
      found.error.issues.map(({ path }) => path[0]),
      file,
    ),
  );
}

/** The token opens every organisation, and families' names go along with it. */
function refusePlain(url: string): void {
  const { protocol, hostname, host } = new URL(url);
  if (protocol === 'https:' || isLoopback(hostname)) return;
  throw new PortalError(
    `Nothing is sent to ${host} without encryption; give its address with https://.`,
  );
}

/** The token of the local portal is for the local portal alone. */
function tokenFor(url: string | undefined, local: Partial<PortalAddress>): string | undefined {
  return url === undefined || url === local.url ? local.operatorToken : undefined;
}

async function readPortalFile(file: string): Promise<Partial<PortalAddress>> {
  const bytes = await readIfThere(file);
  if (bytes === undefined) return {};
  try {
    return PortalFile.parse(JSON.parse(bytes.toString('utf8')));
  } catch {
    throw new PortalError(`${file} cannot be read; start the portal again with npm start.`);
  }
}

function sentence(
  told: PortalEnvironment,
  missing: readonly (PropertyKey | undefined)[],
  file: string,
): string {
  if (missing.includes('url') && told.url !== undefined) {
    return `"${told.url}" is not an address; give one such as --portal http://127.0.0.1:3000.`;
  }
  if (missing.includes('url')) {
    return `No portal to import into: start one with npm start (it writes ${file}), or give --portal and --token, or set OUDERPORTAAL_URL and OUDERPORTAAL_OPERATOR_TOKEN.`;
  }
  return `No operator token for ${told.url ?? 'the portal'}: give --token or set OUDERPORTAAL_OPERATOR_TOKEN.`;
}
