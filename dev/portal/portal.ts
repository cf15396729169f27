import { PROCESS_NAMES, type ProcessName, SERVICE_NAMES } from '@ouderportaal/contracts';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { STREAM_PROVISIONER } from '@ouderportaal/bus/runtime';
import {
  type BackingServices,
  freePort,
  type Log,
  startBackingServices,
} from '@ouderportaal/backing-services';
import { BrokerUsers } from './broker-users.js';
import { type FoundPortal, portalFile } from '../../cli/running-portal.js';
import { prepareDatabase } from '../../apps/migrate/src/prepare-database.js';
import { openLogFolder } from './log-folder.js';
import { writeEnvironmentFile } from './environment-file.js';
import { databasePasswordsOf, portalSecrets } from './secrets.js';
import { DATABASE } from '../../apps/migrate/src/roles.js';
import { environmentOf, roleUrl } from './service-environment.js';
import { type ServiceProcess, startServiceProcess } from './service-process.js';
import { provisionStreams } from '../../apps/streams/src/provision-streams.js';

/** Of the gateway; the services' follow. 9229 is what a debugger takes when nobody says. */
const FIRST_DEBUG_PORT = 9230;

interface PortalOptions {
  dataDir: string;
  /** False for tests: the data need not outlive a power cut. */
  durable: boolean;
  mode: 'development' | 'production';
  /** Preferred port of the API; another one is taken when it is in use. */
  port?: number;
  /** OTLP/HTTP receiver of spans; none are made without it. */
  tracesTo?: string;
  /** How many processes of each kind; one unless told. */
  replicas?: number;
  /** Changes the environment of a process before it starts; for tests that stand in between. */
  adjust?: (name: ProcessName, environment: Record<string, string>) => Record<string, string>;
  /** True: answers before the object store does, where that has to be built first; see Portal.finish. */
  objectStoreMayFollow?: boolean;
  /** For who changes the code: debuggers may attach, and what ends by itself waits for a change. */
  isWatched?: boolean;
  /** Processes that somebody else starts, with the environment file that is written for each. */
  without?: readonly ProcessName[];
  log: Log;
}

/** A process that is left to somebody else. */
interface LeftOut {
  name: ProcessName;
  url: string;
  environmentFile: string;
}

export interface Portal {
  /** Of the gateway, without a path. */
  url: string;
  operatorToken: string;
  mailPageUrl: string | undefined;
  /** A superuser's view of the portal's own database; for checks. */
  adminUrl: string;
  processes: readonly ServiceProcess[];
  leftOut: readonly LeftOut[];
  backing: BackingServices;
  /** Only while the object store has yet to be built: does that, and resolves when media is ready. */
  finish?: (() => Promise<void>) | undefined;
  stop(): Promise<void>;
}

/** The whole portal: backing services, tables, five services and the gateway. */
export async function startPortal(options: PortalOptions): Promise<Portal> {
  const { dataDir, durable, mode, log } = options;
  const logDir = join(dataDir, 'logs');
  await openLogFolder(logDir);
  const secrets = await portalSecrets(dataDir);
  const users = new BrokerUsers();
  const backing = await startBackingServices({
    dataDir,
    durable,
    want: ['postgres', 'nats', 'objectStore', 'mail'],
    natsUsers: users.configuration(),
    objectStoreMayFollow: options.objectStoreMayFollow,
    log,
  });
  const { finish: finishObjectStore } = backing.objectStore;
  if (!backing.nats.hasOwnUsers) {
    const who = 'so every process uses the one it was given.';
    log(`NATS: this server has no user per service, ${who}`, 'notice');
  }
  const processes: ServiceProcess[] = [];
  const leftOut: LeftOut[] = [];
  let streams: { stop(): Promise<void> } | undefined;
  const stop = async () => {
    await rm(portalFile(dataDir), { force: true });
    // The gateway first: what it has accepted, the others still answer.
    const gateways = processes.filter(({ name }) => name === 'gateway');
    await Promise.all(gateways.map((one) => one.stop()));
    await Promise.all(processes.map((one) => one.stop()));
    await streams?.stop();
    await backing.stop();
  };
  try {
    log('Database: roles and tables');
    await prepareDatabase(backing.postgres.adminUrl, databasePasswordsOf(secrets));
    const keeper = users.loginOf(STREAM_PROVISIONER, backing.nats);
    streams = await provisionStreams({ url: backing.nats.url, ...keeper }, log);
    const { without = [] } = options;
    const toStart = PROCESS_NAMES.filter((name) => !without.includes(name));
    log(`Services: starting ${toStart.join(', ')}`);
    const ports = await portsFor(options);
    const started = await Promise.allSettled(
      ports.map(async ({ name, port, debugPort }) => {
        const brokerLogin = users.loginOf(name, backing.nats);
        const environment = environmentOf(name, {
          backing,
          secrets,
          brokerLogin,
          mode,
          port,
          tracesTo: options.tracesTo,
        });
        const adjusted = options.adjust?.(name, environment) ?? environment;
        if (without.includes(name)) {
          const environmentFile = await writeEnvironmentFile(dataDir, name, adjusted);
          leftOut.push({ name, url: `http://127.0.0.1:${port}`, environmentFile });
          return;
        }
        const awaits = name === 'media' && finishObjectStore ? 'live' : 'ready';
        const own = { name, environment: adjusted, logDir, awaits, debugPort, log } as const;
        processes.push(await startServiceProcess({ ...own, staysDown: options.isWatched }));
      }),
    );
    const failed = started.find(({ status }) => status === 'rejected');
    if (failed?.status === 'rejected') throw failed.reason;
    const url = [...processes, ...leftOut].find(({ name }) => name === 'gateway')?.url ?? '';
    const adminUrl = backing.postgres.adminUrl.replace(/\/[^/]*$/, `/${DATABASE}`);
    const { operatorToken } = secrets;
    const found = { url, operatorToken, mailPageUrl: backing.mail.pageUrl, adminUrl };
    const workerUrls = Object.fromEntries(
      SERVICE_NAMES.map((name) => [
        name,
        roleUrl(backing.postgres.adminUrl, `${name}_worker`, secrets),
      ]),
    );
    const left: FoundPortal = { ...found, workerUrls };
    await writeFile(portalFile(dataDir), JSON.stringify(left, null, 2), { mode: 0o600 });
    const finish = finishObjectStore && (() => finishWith(finishObjectStore, processes));
    return { ...found, processes, leftOut, backing, finish, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function finishWith(
  objectStore: () => Promise<void>,
  processes: readonly ServiceProcess[],
): Promise<void> {
  await objectStore();
  await Promise.all(processes.map((one) => one.whenReady()));
}

interface ProcessPorts {
  name: ProcessName;
  port: number;
  debugPort?: number;
}

/** One process each with its ports; found one after the other, so that no two are the same. */
async function portsFor(options: PortalOptions): Promise<ProcessPorts[]> {
  const { port: preferred, replicas = 1, isWatched = false } = options;
  const taken = new Set<number>();
  const take = async (wish?: number): Promise<number> => {
    let port: number;
    do port = await freePort(wish !== undefined && taken.has(wish) ? undefined : wish);
    while (taken.has(port));
    taken.add(port);
    return port;
  };
  const found: ProcessPorts[] = [];
  const names = PROCESS_NAMES.flatMap((name) => Array<ProcessName>(replicas).fill(name));
  for (const [index, name] of names.entries()) {
    const port = await take(name === 'gateway' ? preferred : undefined);
    const debugPort = isWatched ? await take(FIRST_DEBUG_PORT + index) : undefined;
    found.push({ name, port, debugPort });
  }
  return found;
}
