import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { resetData } from '@ouderportaal/backing-services';
import { portalFile } from '../../cli/running-portal.js';
import { startPortal } from '../portal/portal.js';
import { readStartOptions } from '../start/environment.js';
import { importDemo } from '../start/import-demo.js';

interface Address {
  url: string;
  mailPageUrl: string | undefined;
  /** Ends the portal if it was started for this journey only. */
  leave(): Promise<void>;
}

/** The portal that runs here, or one of its own with the demo in it. */
export async function portalToUse(log: (line: string) => void): Promise<Address> {
  return (await runningPortal()) ?? (await ownPortal(log));
}

async function runningPortal(): Promise<Address | null> {
  const { dataDir } = readStartOptions();
  const text = await readFile(portalFile(dataDir), 'utf8').catch(() => null);
  if (text === null) return null;
  const found = JSON.parse(text) as { url: string; mailPageUrl?: string };
  const health = await fetch(`${found.url}/health/ready`).catch(() => null);
  if (!health?.ok) return null;
  return { url: found.url, mailPageUrl: found.mailPageUrl, leave: async () => {} };
}

async function ownPortal(log: (line: string) => void): Promise<Address> {
  const dataDir = await mkdtemp(join(tmpdir(), 'ouderportaal-journey-'));
  const portal = await startPortal({ dataDir, durable: false, mode: 'production', log });
  const leave = async () => {
    await portal.stop();
    await resetData(dataDir);
    await rm(dataDir, { recursive: true, force: true });
  };
  try {
    await importDemo(portal, dataDir);
  } catch (error) {
    await leave();
    throw error;
  }
  return { url: portal.url, mailPageUrl: portal.mailPageUrl, leave };
}
