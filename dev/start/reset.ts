import { rm } from 'node:fs/promises';
import { resetData } from '@ouderportaal/backing-services';
import { readStartOptions } from './environment.js';

const { dataDir } = readStartOptions();
try {
  // Refuses while a portal runs on it.
  await resetData(dataDir);
  await rm(dataDir, { recursive: true, force: true });
  console.log('All data of this portal is gone; npm start begins anew.');
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
