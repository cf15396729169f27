import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { STREAM_KEEPER } from '@ouderportaal/bus';
import { freePort } from '../backing-services/ports.js';
import { type BackingServices, startBackingServices } from '../backing-services/start.js';
import { BrokerUsers } from './broker-users.js';
import { prepareDatabase } from './database.js';
import { databasePasswordsOf, portalSecrets } from './secrets.js';
import { DATABASE, environmentOf, PROCESS_NAMES, type ProcessName } from './service-environment.js';
import { type ServiceProcess, startServiceProcess } from './service-process.js';
import { keepStreams } from './streams.js';

export interface PortalOptions {
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
  log: (line: string) => void;
}

export interface Portal {
  /** Of the gateway, without a path. */
  url: string;
  operatorToken: string;
  mailPageUrl: string | undefined;
  /** A superuser's view of the portal's own database; for checks. */
  adminUrl: string;
  processes: readonly ServiceProcess[];
  backing: BackingServices;
  stop(): Promise<void>;
}

/** How other commands find the portal that runs on a data folder. */
export function portalFile(dataDir: string): string {
  return join(dataDir, 'portal.json');
}

/** The whole portal: backing services, tables, five services and the gateway. */
export async function startPortal(options: PortalOptions): Promise<Portal> {
  const { dataDir, durable, mode, log } = options;
  const logDir = join(dataDir, 'logs');
  await mkdir(logDir, { recursive: true });
  const secrets = await portalSecrets(dataDir);
  const users = new BrokerUsers();
  const backing = await startBackingServices({
    dataDir,
    durable,
    want: ['postgres', 'nats', 'objectStore', 'mail'],
    natsUsers: users.configuration(),
    log,
  });
  if (!backing.nats.hasOwnUsers) {
    log('NATS: this server has no user per service, so every process uses the one it was given.');
  }
  const processes: ServiceProcess[] = [];
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
    await prepareDatabase(backing.postgres.adminUrl, databasePasswordsOf(secrets));
    const keeper = users.loginOf(STREAM_KEEPER, backing.nats);
    streams = await keepStreams({ url: backing.nats.url, ...keeper }, log);
    const started = await Promise.allSettled(
      (await portsFor(options)).map(async ({ name, port }) => {
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
        processes.push(await startServiceProcess({ name, environment: adjusted, logDir, log }));
      }),
    );
    const failed = started.find(({ status }) => status === 'rejected');
    if (failed?.status === 'rejected') throw failed.reason;
    const url = processes.find(({ name }) => name === 'gateway')?.url ?? '';
    const adminUrl = backing.postgres.adminUrl.replace(/\/[^/]*$/, `/${DATABASE}`);
    const { operatorToken } = secrets;
    const found = { url, operatorToken, mailPageUrl: backing.mail.pageUrl, adminUrl };
    await writeFile(portalFile(dataDir), JSON.stringify(found, null, 2), { mode: 0o600 });
    return { ...found, processes, backing, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** One process each with its port; found one after the other, so that no two ports are the same. */
async function portsFor({
  port: preferred,
  replicas = 1,
}: PortalOptions): Promise<{ name: ProcessName; port: number }[]> {
  const found: { name: ProcessName; port: number }[] = [];
  const names = PROCESS_NAMES.flatMap((name) => Array<ProcessName>(replicas).fill(name));
  for (const name of names) {
    let port: number;
    do port = await freePort(name === 'gateway' && found.length === 0 ? preferred : undefined);
    while (found.some((other) => other.port === port));
    found.push({ name, port });
  }
  return found;
}
