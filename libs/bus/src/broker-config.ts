import { PROCESS_NAMES } from '@ouderportaal/contracts';
import { type BusPlan, brokerUser, declaredPlan, permissionsOf } from './permissions.js';
import { STREAM_PROVISIONER } from './stream-provisioner.js';

/** Users of an installation's broker, each with its own permissions. */
export const BROKER_USERS = [...PROCESS_NAMES, STREAM_PROVISIONER] as const;
export type BrokerUser = (typeof BROKER_USERS)[number];

/** Beside the configuration, which is made anew with every release, and this is not. */
export const BROKER_PASSWORDS = 'nats_passwords';

/**
 * `sync_interval: always`: a message is on disk before it is acknowledged. NATS' default writes it down
 * every two minutes, and an acknowledged event must survive a power cut.
 *
 * `ping_interval`: a client that a network cut off is forgotten within seconds. NATS' default takes four
 * minutes, and as long it goes on handing it its share of the questions, which nobody answers.
 */
export function brokerSettings(storeDir: string): string {
  return `server_name: ouderportaal
max_payload: 1MB
ping_interval: "2s"
ping_max: 2
jetstream {
  store_dir: ${JSON.stringify(storeDir)}
  sync_interval: always
}`;
}

interface BrokerPlace {
  /** Folder of the certificate and its key, as `nats_certificate` and `nats_key`. */
  readonly secretsDir: string;
  readonly storeDir: string;
  readonly host: string;
  readonly port: number;
  readonly monitorPort: number;
}

/** Where the broker of an installation finds things, in a container. */
const IN_CONTAINER: BrokerPlace = {
  secretsDir: '/run/secrets',
  storeDir: '/data',
  host: '0.0.0.0',
  port: 4222,
  monitorPort: 8222,
};

/**
 * The broker's configuration for one release: who may do what follows from its contracts. No password
 * stands in it, so that it can be written again with each release; they are beside it.
 */
export function brokerConfig(place = IN_CONTAINER, plan: BusPlan = declaredPlan): string {
  const users = BROKER_USERS.map((name) => {
    const variable = `$${passwordVariable(name)}`;
    return brokerUser(name, variable, permissionsOf(name, plan)).replace(`"${variable}"`, variable);
  });
  const file = (name: string) => JSON.stringify(`${place.secretsDir}/${name}`);
  return `# Written by npm run broker:config for one release of the portal: written again with the next.
include ${BROKER_PASSWORDS}
host: ${JSON.stringify(place.host)}
port: ${place.port}
# It shows users and subjects to whoever asks, so nobody else is to reach it.
http: "127.0.0.1:${place.monitorPort}"
tls { cert_file: ${file('nats_certificate')}, key_file: ${file('nats_key')} }
${brokerSettings(place.storeDir)}
authorization {
  users: [
    ${users.join('\n    ')}
  ]
}
`;
}

/** What `brokerConfig` includes. */
export function brokerPasswords(passwordOf: (name: BrokerUser) => string): string {
  return BROKER_USERS.map(
    (name) => `${passwordVariable(name)}: ${JSON.stringify(passwordOf(name))}\n`,
  ).join('');
}

function passwordVariable(name: BrokerUser): string {
  return `${name}_password`;
}
