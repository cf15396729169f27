import { PROCESS_NAMES, SERVICE_NAMES, type ProcessName } from '@ouderportaal/contracts';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { failpointFile, type Failpoint } from '@ouderportaal/database/runtime';
import pg from 'pg';
import { resetData, TcpProxy } from '@ouderportaal/backing-services';
import { importFolder } from '../../cli/import/import-folder.js';
import { withoutLimits } from '../../dev/portal/without-limits.js';
import { type Portal, startPortal } from '../../dev/portal/portal.js';

import { type ServiceProcess } from '../../dev/portal/service-process.js';
import { Client } from './client.js';
import { type Size, writeOrganisation } from './organisation-folder.js';
import { type Family, signInFamilies, signInStaff } from './people.js';
import { RestartableServer } from './restartable-server.js';

/** A whole portal on real processes in a folder of its own, with everything that faults need to reach. */
export interface World {
  portal: Portal;
  dataDir: string;
  client: Client;
  families: readonly Family[];
  /** Asks for nothing but to see whether the portal is back. */
  probe: Family;
  staff: readonly Client[];
  postgres: RestartableServer;
  nats: RestartableServer;
  /** Between a service and NATS, and between a service and Postgres. */
  proxies: { nats: ReadonlyMap<string, TcpProxy>; postgres: ReadonlyMap<string, TcpProxy> };
  admin: pg.Pool;
  processOf(name: ProcessName): ServiceProcess;
  arm(service: ProcessName, failpoint: Failpoint): Promise<string>;
  /** Ends everything; the folder stays when it is to be looked at. */
  leave(options: { keep: boolean }): Promise<void>;
}

export interface WorldOptions {
  size: Size;
  replicas: number;
  log: (line: string) => void;
}

export async function openWorld({ size, replicas, log }: WorldOptions): Promise<World> {
  const dataDir = await mkdtemp(join(tmpdir(), 'ouderportaal-faults-'));
  const failpoints = join(dataDir, 'failpoints');
  await mkdir(failpoints);
  const proxies = {
    nats: await proxiesFor(PROCESS_NAMES),
    postgres: await proxiesFor(SERVICE_NAMES),
  };
  const portal = await startPortal({
    dataDir,
    durable: true,
    mode: 'development',
    replicas,
    adjust: (name, environment) => adjusted(name, environment, { proxies, failpoints }),
    log,
  });
  const admin = new pg.Pool({ connectionString: portal.adminUrl, max: 4 });
  // Connections that a fault ended are no news here.
  admin.on('error', () => undefined);
  const servers = await serversOf(portal, dataDir);
  const leave = async ({ keep }: { keep: boolean }) => {
    await admin.end();
    await portal.stop();
    await Promise.all([servers.nats.stop(), servers.postgres.stop()]);
    const all = [...proxies.nats.values(), ...proxies.postgres.values()];
    await Promise.all(all.map((proxy) => proxy.stop()));
    if (keep) return;
    await resetData(dataDir);
    await rm(dataDir, { recursive: true, force: true });
  };
  try {
    await importOrganisation(portal, dataDir, size);
    const gateways = portal.processes.filter(({ name }) => name === 'gateway');
    const client = new Client(gateways.map(({ url }) => url));
    const [probe, ...families] = await signInFamilies(client, size.families);
    if (probe === undefined) throw new Error('The fault run needs families');
    const staff = await signInStaff(client);
    return {
      ...{ portal, dataDir, client, families, probe, staff, proxies, admin, leave },
      ...servers,
      processOf: (name) => {
        const found = portal.processes.find((one) => one.name === name);
        if (!found) throw new Error(`There is no ${name}`);
        return found;
      },
      arm: async (service, failpoint) => {
        const file = join(failpoints, failpointFile(service, failpoint));
        await writeFile(file, '');
        return file;
      },
    };
  } catch (error) {
    await leave({ keep: false });
    throw error;
  }
}

async function importOrganisation(portal: Portal, dataDir: string, size: Size): Promise<void> {
  const folder = join(dataDir, 'organisation');
  await writeOrganisation(folder, size);
  const { url: portalUrl, operatorToken } = portal;
  const { errors } = await importFolder({ folder, portalUrl, operatorToken });
  if (errors.length > 0) throw new Error(`The organisation has errors: ${JSON.stringify(errors)}`);
}

async function proxiesFor(names: readonly string[]): Promise<Map<string, TcpProxy>> {
  return new Map(
    await Promise.all(names.map(async (name) => [name, await TcpProxy.start()] as const)),
  );
}

function adjusted(
  name: ProcessName,
  environment: Record<string, string>,
  { proxies, failpoints }: { proxies: World['proxies']; failpoints: string },
): Record<string, string> {
  const { NATS_URL = '', DATABASE_URL = '', DATABASE_WORKER_URL = '' } = environment;
  const nats = proxies.nats.get(name)?.inFrontOf(NATS_URL) ?? NATS_URL;
  const postgres = proxies.postgres.get(name);
  if (!postgres) return { ...environment, ...withoutLimits, NATS_URL: nats };
  return {
    ...environment,
    NATS_URL: nats,
    DATABASE_URL: postgres.inFrontOf(DATABASE_URL),
    DATABASE_WORKER_URL: postgres.inFrontOf(DATABASE_WORKER_URL),
    FAILPOINT_FOLDER: failpoints,
  };
}

async function serversOf(portal: Portal, dataDir: string) {
  const { nats, postgres } = portal.backing;
  if (nats.pid === undefined || postgres.pid === undefined) {
    throw new Error('The fault run kills servers: set OUDERPORTAAL_BACKING=local');
  }
  const [natsPort, postgresPort] = [nats.url, postgres.adminUrl].map((url) =>
    Number(new URL(url).port),
  );
  // It picked a free port at first; from now on it has to be the same one.
  const file = join(dataDir, 'nats', 'nats.conf');
  const configuration = await readFile(file, 'utf8');
  await writeFile(file, configuration.replace(/^port: -1$/m, `port: ${natsPort ?? 0}`));
  return {
    nats: new RestartableServer('NATS', nats.pid, natsPort ?? 0),
    postgres: new RestartableServer('Postgres', postgres.pid, postgresPort ?? 0),
  };
}

/** Looks again until it is so; answers how many seconds that took. */
export async function secondsUntil(
  what: string,
  isSo: () => Promise<boolean>,
  withinMs = 35_000,
): Promise<number> {
  const startedAt = performance.now();
  for (;;) {
    if (await isSo().catch(() => false)) return (performance.now() - startedAt) / 1_000;
    if (performance.now() - startedAt > withinMs) {
      throw new Error(`After ${withinMs / 1_000} seconds still not: ${what}`);
    }
    await wait(50);
  }
}
