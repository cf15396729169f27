import { PROCESS_NAMES, type ProcessName } from '@ouderportaal/contracts';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { STREAM_PROVISIONER } from '@ouderportaal/bus/runtime';
import {
  type BackingServices,
  freePort,
  resetData,
  startBackingServices,
} from '@ouderportaal/backing-services';
import { BrokerUsers } from '../../dev/portal/broker-users.js';
import { prepareDatabase } from '../../apps/migrate/src/prepare-database.js';
import {
  databasePasswordsOf,
  type PortalSecrets,
  portalSecrets,
} from '../../dev/portal/secrets.js';
import { DATABASE } from '../../apps/migrate/src/roles.js';
import { environmentOf } from '../../dev/portal/service-environment.js';
import { withoutLimits } from '../../dev/portal/without-limits.js';
import { provisionStreams } from '../../apps/streams/src/provision-streams.js';
import { type Started, startProcess } from './processes.js';

/** Everything that is measured: backing services as durable as in production, and the portal on them. */
export interface World {
  backing: BackingServices;
  secrets: PortalSecrets;
  processes: readonly Started[];
  /** Of the gateway. */
  url: string;
  /** A superuser's view of the portal's database. */
  adminUrl: string;
  stop(): Promise<void>;
}

export interface WorldOptions {
  log: (line: string) => void;
  /** Kept and used again; a folder of its own that is removed otherwise. */
  dataDir?: string;
  /** Added to each process's NODE_OPTIONS, for profiling. */
  nodeOptions?: string;
}

export async function startWorld(options: WorldOptions): Promise<World> {
  const { log, nodeOptions = '' } = options;
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'ouderportaal-bench-')));
  await mkdir(dataDir, { recursive: true });
  const users = new BrokerUsers();
  const backing = await startBackingServices({
    dataDir,
    durable: true,
    want: ['postgres', 'nats', 'objectStore', 'mail'],
    natsUsers: users.configuration(),
    log,
  });
  const processes: Started[] = [];
  let streams: { stop(): Promise<void> } | undefined;
  const stop = async () => {
    await processes.find(({ name }) => name === 'gateway')?.stop();
    await Promise.all(processes.map((one) => one.stop()));
    await streams?.stop();
    await backing.stop();
    if (options.dataDir !== undefined) return;
    await resetData(dataDir);
    await rm(dataDir, { recursive: true, force: true });
  };
  try {
    const secrets = await portalSecrets(dataDir);
    await prepareDatabase(backing.postgres.adminUrl, databasePasswordsOf(secrets));
    const keeper = users.loginOf(STREAM_PROVISIONER, backing.nats);
    streams = await provisionStreams({ url: backing.nats.url, ...keeper }, log);
    // One after the other: what each needs to start is measured, not how they wait for each other.
    for (const name of PROCESS_NAMES) {
      const brokerLogin = users.loginOf(name, backing.nats);
      const port = await freePort();
      const own = environmentOf(name, { backing, secrets, brokerLogin, mode: 'production', port });
      processes.push(await startProcess(name, forMeasuring(name, own, nodeOptions), dataDir));
    }
    const url = processes.find(({ name }) => name === 'gateway')?.url ?? '';
    const adminUrl = databaseUrl(backing.postgres.adminUrl, DATABASE);
    return { backing, secrets, processes, url, adminUrl, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The same server's database of another name. */
export function databaseUrl(adminUrl: string, database: string): string {
  const url = new URL(adminUrl);
  url.pathname = `/${database}`;
  return url.href;
}

/** A few people stand for many here: they are counted like everybody, but never over their share. */
function forMeasuring(
  name: ProcessName,
  environment: Record<string, string>,
  nodeOptions: string,
): Record<string, string> {
  const NODE_OPTIONS = `${environment['NODE_OPTIONS'] ?? ''} ${nodeOptions}`.trim();
  const measured = { ...environment, NODE_OPTIONS };
  if (name !== 'gateway') return measured;
  return { ...measured, ...withoutLimits };
}
