import { randomBytes } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  findChromium,
  startNats,
  startObjectStore,
  startPostgres,
} from '@ouderportaal/backing-services';
import { dropTemplates, POSTGRES_VARIABLE, RUN_VARIABLE } from '../test-servers.js';
import { running } from './running.js';
import { CHROMIUM_VARIABLE } from './variables.js';

/** One Postgres for the whole run, without durability: only the tests of crashes need that. */
export default async function setUp(): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'ouderportaal-test-'));
  const log = (line: string) => console.log(line);
  const postgres = await startPostgres({ dataDir: join(dataDir, 'postgres'), durable: false, log });
  const run = randomBytes(4).toString('hex');
  running.push({ stop: () => dropTemplates(postgres.adminUrl, run) }, postgres);
  process.env[POSTGRES_VARIABLE] = postgres.adminUrl;
  process.env[RUN_VARIABLE] = run;
  // Builds what is missing now: a test that waits for it would run out of time.
  const nats = await startNats({ dataDir: join(dataDir, 'nats'), durable: false, log });
  await nats.stop();
  const objectStore = await startObjectStore({
    dataDir: join(dataDir, 'object-store'),
    durable: false,
    log,
  });
  await objectStore.stop();
  const chromium = await findChromium(log);
  if (chromium) process.env[CHROMIUM_VARIABLE] = chromium;
  running.dataDir = dataDir;
}
