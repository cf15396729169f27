import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dataFolder } from './environment.js';

/** What a running portal leaves in its data folder for other commands; readable by its owner only. */
export interface FoundPortal {
  url: string;
  operatorToken: string;
  mailPageUrl?: string;
  adminUrl: string;
  /** Of each service's role that sees queue rows of all organisations. */
  workerUrls: Readonly<Record<string, string>>;
}

/** How commands find the portal that runs on a data folder. */
export function portalFile(dataDir: string): string {
  return join(dataDir, 'portal.json');
}

/** @throws Error when no portal runs on the folder, by default that of OUDERPORTAAL_DATA. */
export async function runningPortal(dataDir = dataFolder()): Promise<FoundPortal> {
  const text = await readFile(portalFile(dataDir), 'utf8').catch(() => {
    throw new Error(`No portal runs on ${dataDir}: begin with npm start`);
  });
  return JSON.parse(text) as FoundPortal;
}
