import { SERVICE_NAMES } from '@ouderportaal/contracts';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { certificateAuthority, randomSecret } from '@ouderportaal/backing-services';
import {
  BROKER_PASSWORDS,
  BROKER_USERS,
  brokerConfig,
  brokerPasswords,
} from '@ouderportaal/bus/runtime';
import { BrokerUsers } from '../portal/broker-users.js';
import { databasePasswordsOf, hashOf, newSecrets } from '../portal/secrets.js';
import { DATABASE } from '../../apps/migrate/src/roles.js';

/** The operator's token in plain text, for the person who imports; no process gets it. */
export const OPERATOR_TOKEN = 'operator_token';

/** What every process believes, and no server: without it no certificate of the project is there. */
const AUTHORITY = 'authority';
const VALID_FOR_DAYS = 3650;
/** Servers of docker-compose.yml, by the names their clients call them. */
const ENCRYPTED = ['nats', 'postgres', 'minio', 'mailpit'] as const;

export type Made = 'everything' | 'certificates' | 'nothing';

/**
 * Makes the files that docker-compose.yml mounts, unless the folder has them already: passwords and keys
 * once, certificates again when their authority was removed. Each file is readable for the user of a
 * container; the folder lets only its owner in.
 */
export async function writeComposeSecrets(
  folder: string,
  secrets?: Record<string, string>,
): Promise<Made> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const found = await readdir(folder);
  if (found.includes(AUTHORITY)) return 'nothing';
  const isNew = found.length === 0;
  const files = isNew ? (secrets ?? (await composeSecrets())) : await certificates();
  for (const [name, value] of Object.entries(files)) {
    await writeFile(join(folder, name), value, { mode: 0o644 });
  }
  return isNew ? 'everything' : 'certificates';
}

/** Signed by an authority whose own key is kept nowhere. */
async function certificates(): Promise<Record<string, string>> {
  const authority = await certificateAuthority('Ouderportaal on this machine', VALID_FOR_DAYS);
  const files: Record<string, string> = { [AUTHORITY]: authority.certificate };
  for (const server of ENCRYPTED) {
    const { certificate, key } = await authority.issue([server, 'localhost', '127.0.0.1']);
    files[`${server}_certificate`] = certificate;
    files[`${server}_key`] = key;
  }
  return files;
}

/** File name to content of every secret. */
export async function composeSecrets(): Promise<Record<string, string>> {
  const made = newSecrets();
  const { gatewayKey, operatorToken } = made;
  const { ownerPassword, passwordOf } = databasePasswordsOf(made);
  const { kid, d, x } = gatewayKey;
  const postgresPassword = randomSecret();
  const users = new BrokerUsers();
  const urlOf = (role: string, password: string, database: string) =>
    `postgres://${role}:${password}@postgres:5432/${database}?sslmode=verify-full`;
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
    ...(await certificates()),
    nats_conf: brokerConfig(),
    [BROKER_PASSWORDS]: brokerPasswords((name) => users.passwordOf(name)),
    ...Object.fromEntries(
      BROKER_USERS.map((name) => [`${name}_nats_password`, users.passwordOf(name)]),
    ),
    actor_signing_key: `${kid}:${d}:${x}`,
    actor_keys: `${kid}:${x}`,
    login_throttle_key: made.loginThrottleKey,
    operator_token_hash: hashOf(operatorToken),
    [OPERATOR_TOKEN]: operatorToken,
    media_object_store_access_key: 'ouderportaal-media',
    media_object_store_secret_key: randomSecret(),
    minio_root_user: 'ouderportaal',
    minio_root_password: randomSecret(),
  };
}
