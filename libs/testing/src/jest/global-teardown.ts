import { resetData } from '../../../../tools/backing-services/reset.js';
import { running } from './running.js';

export default async function tearDown(): Promise<void> {
  for (const server of running.splice(0)) await server.stop();
  if (running.dataDir) await resetData(running.dataDir);
}
