import { SERVICE_NAMES } from '@ouderportaal/contracts';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { natsConfig, randomSecret } from '@ouderportaal/backing-services';
import { BROKER_USERS, BrokerUsers } from '../portal/broker-users.js';
import { databasePasswordsOf, hashOf, newSecrets } from '../portal/secrets.js';
import { DATABASE } from '../../apps/migrate/src/roles.js';

/** The operator's token in plain text, for the person who imports; no process gets it. */
export const OPERATOR_TOKEN = 'operator_token';

/**
 * Makes the files that docker-compose.yml mounts as secrets, unless the folder has some already. Each
 * file is readable for the user of a container; the folder lets only its owner in.
 */
export async function writeComposeSecrets(
  folder: string,
  secrets: Record<string, string> = composeSecrets(),
): Promise<boolean> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if ((await readdir(folder)).length > 0) return false;
  for (const [name, value] of Object.entries(secrets)) {
    await writeFile(join(folder, name), value, { mode: 0o644 });
  }
  return true;
}

/** File name to content of every secret. */
export function composeSecrets(): Record<string, string> {
  const made = newSecrets();
  const { gatewayKey, operatorToken } = made;
  const { ownerPassword, passwordOf } = databasePasswordsOf(made);
  const { kid, d, x } = gatewayKey;
  const postgresPassword = randomSecret();
  const users = new BrokerUsers();
  const urlOf = (role: string, password: string, database: string) =>
    `postgres://${role}:${password}@postgres:5432/${database}`;
  const urlOfRole = (role: string) => urlOf(role, passwordOf(role), DATABASE);
  return {
    postgres_password: postgresPassword,
    database_admin_url: urlOf('postgres', postgresPassword, 'postgres'),
    database_owner_password: ownerPassword,
    ...Object.fromEntries(
      SERVICE_NAMES.flatMap((service) => [
        [`${service}_database_url`, urlOfRole(`${service}_app`)],
        [`${service}_database_worker_url`, urlOfRole(`${service}_worker`)],
      ]),
    ),
    nats_conf: natsConfig({
      host: '0.0.0.0',
      port: 4222,
      monitorPort: 8222,
      storeDir: '/data',
      user: 'administrator',
      pass: randomSecret(),
      users: users.configuration(),
    }),
    ...Object.fromEntries(
      BROKER_USERS.map((name) => [`${name}_nats_password`, users.passwordOf(name)]),
    ),
    actor_signing_key: `${kid}:${d}:${x}`,
    actor_keys: `${kid}:${x}`,
    operator_token_hash: hashOf(operatorToken),
    [OPERATOR_TOKEN]: operatorToken,
    minio_root_user: 'ouderportaal',
    minio_root_password: randomSecret(),
  };
}
