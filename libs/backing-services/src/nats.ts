import { connect } from '@nats-io/transport-node';

import { chooseSource } from './choose-source.js';
import { readEnvironment } from './environment.js';
import { startLocalNats } from './nats-local.js';
import { MINIMUM_NATS } from './pinned-versions.js';
import type { NatsOptions, NatsServer } from './types.js';
import { isAtLeast, parseVersion } from './versions.js';

export async function startNats(options: NatsOptions): Promise<NatsServer> {
  const environment = options.environment ?? readEnvironment();
  return chooseSource(
    {
      title: 'NATS',
      variable: 'OUDERPORTAAL_NATS_URL',
      address: environment.natsUrl,
      dataDir: options.dataDir,
      environment: checkNats,
      docker: async (engine) => {
        const { startNatsContainer } = await import('./containers.js');
        return startNatsContainer(engine, options);
      },
      local: () => startLocalNats(options, environment),
    },
    environment,
    options.log,
  );
}

async function checkNats(address: string): Promise<NatsServer> {
  const { url, user, pass } = splitUrl(address);
  let version: string;
  let hasJetStream: boolean;
  try {
    const connection = await connect({ servers: url, user, pass, timeout: 5000, reconnect: false });
    version = connection.info?.version ?? 'unknown';
    hasJetStream = connection.info?.jetstream === true;
    await connection.close();
  } catch (error) {
    throw new Error(
      `NATS: the server of OUDERPORTAAL_NATS_URL (${url}) cannot be used: ` +
        `${error instanceof Error ? error.message : String(error)}. ` +
        'Start it or correct the address; without the variable one is started for you.',
      { cause: error },
    );
  }
  if (!isAtLeast(parseVersion(version) ?? [], MINIMUM_NATS)) {
    throw new Error(
      `NATS: the server of OUDERPORTAAL_NATS_URL is version ${version}; ${MINIMUM_NATS} or newer ` +
        'is needed. Without the variable one is started for you.',
    );
  }
  if (!hasJetStream) {
    throw new Error(
      'NATS: the server of OUDERPORTAAL_NATS_URL runs without JetStream; start it with "--jetstream".',
    );
  }
  const source = `environment, ${url} (version ${version})`;
  return { url, user, pass, hasOwnUsers: false, source, stop: () => Promise.resolve() };
}

/** The client takes credentials apart from the address. */
function splitUrl(address: string): { url: string; user?: string; pass?: string } {
  const parsed = new URL(address);
  const user = parsed.username === '' ? undefined : decodeURIComponent(parsed.username);
  const pass = parsed.password === '' ? undefined : decodeURIComponent(parsed.password);
  return { url: `nats://${parsed.host}`, user, pass };
}
