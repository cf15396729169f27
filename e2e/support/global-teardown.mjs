import { rm } from 'node:fs/promises';
import { resetData } from '../../dist/tools/backing-services/reset.js';
import { running } from './running.mjs';

export default async function tearDown() {
  const { portal, dataDir } = running;
  await portal?.stop();
  if (!dataDir) return;
  await resetData(dataDir);
  await rm(dataDir, { recursive: true, force: true });
}
