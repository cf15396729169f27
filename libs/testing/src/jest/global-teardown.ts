import { rm } from 'node:fs/promises';
import { resetData } from '@ouderportaal/backing-services';
import { running } from './running.js';

export default async function tearDown(): Promise<void> {
  for (const server of running.splice(0)) await server.stop();
  if (!running.dataDir) return;
  await resetData(running.dataDir);
  await rm(running.dataDir, { recursive: true, force: true });
}
