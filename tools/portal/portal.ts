import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort } from '../backing-services/ports.js';
import { startBackingServices } from '../backing-services/start.js';
import { BrokerUsers } from './broker-users.js';
import { prepareDatabase } from './database.js';
import { portalSecrets } from './secrets.js';
import { environmentOf, PROCESS_NAMES, type ProcessName } from './service-environment.js';
import { type ServiceProcess, startServiceProcess } from './service-process.js';

export interface PortalOptions {
  dataDir: string;
  /** False for tests: the data need not outlive a power cut. */
  durable: boolean;
  mode: 'development' | 'production';
  /** Preferred port of the API; another one is taken when it is in use. */
  port?: number;
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
  const stop = async () => {
    await rm(portalFile(dataDir), { force: true });
    // The gateway first: what it has accepted, the others still answer.
    await processes.find(({ name }) => name === 'gateway')?.stop();
    await Promise.all(processes.map((one) => one.stop()));
    await backing.stop();
  };
  try {
    await prepareDatabase(backing.postgres.adminUrl, secrets);
    const ports = await portsFor(options.port);
    const started = await Promise.allSettled(
      PROCESS_NAMES.map(async (name) => {
        const port = ports.get(name) ?? 0;
        const brokerLogin = users.loginOf(name, backing.nats);
        const environment = environmentOf(name, { backing, secrets, brokerLogin, mode, port });
        processes.push(await startServiceProcess({ name, environment, logDir, log }));
      }),
    );
    const failed = started.find(({ status }) => status === 'rejected');
    if (failed?.status === 'rejected') throw failed.reason;
    const url = processes.find(({ name }) => name === 'gateway')?.url ?? '';
    const found = { url, operatorToken: secrets.operatorToken, mailPageUrl: backing.mail.pageUrl };
    await writeFile(portalFile(dataDir), JSON.stringify(found, null, 2), { mode: 0o600 });
    const adminUrl = backing.postgres.adminUrl.replace(/\/[^/]*$/, '/ouderportaal');
    return { ...found, adminUrl, processes, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** One port each; found one after the other, so that no two are the same. */
async function portsFor(preferred: number | undefined): Promise<Map<ProcessName, number>> {
  const ports = new Map<ProcessName, number>();
  for (const name of PROCESS_NAMES) {
    let port: number;
    do port = await freePort(name === 'gateway' ? preferred : undefined);
    while ([...ports.values()].includes(port));
    ports.set(name, port);
  }
  return ports;
}
