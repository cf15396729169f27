import { readFile } from 'node:fs/promises';
import { portalFile } from './portal.js';

/** What a running portal leaves in its data folder for other commands; readable by its owner only. */
export interface FoundPortal {
  url: string;
  operatorToken: string;
  mailPageUrl?: string;
  adminUrl: string;
}

/** @throws Error when no portal runs on the folder. */
export async function runningPortal(dataDir: string): Promise<FoundPortal> {
  const text = await readFile(portalFile(dataDir), 'utf8').catch(() => {
    throw new Error(`No portal runs on ${dataDir}: begin with npm start`);
  });
  return JSON.parse(text) as FoundPortal;
}
