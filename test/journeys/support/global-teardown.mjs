import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { resetData } from '../../../dist/libs/backing-services/src/reset.js';
import { personalDataIn } from './log-scan.mjs';
import { running } from './running.mjs';

export default async function tearDown() {
  const { portal, dataDir } = running;
  await portal?.stop();
  if (!dataDir) return;
  const found = portal ? await personalDataIn(join(dataDir, 'logs'), [portal.operatorToken]) : [];
  await resetData(dataDir);
  await rm(dataDir, { recursive: true, force: true });
  if (found.length > 0) throw new Error(`S31: the logs name people:\n${found.join('\n')}`);
}
