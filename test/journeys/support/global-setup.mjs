import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
// Jest loads this file itself; the portal runs from the build in any case.
import { findChromium } from '../../../dist/libs/backing-services/src/chromium.js';
import { startPortal } from '../../../dist/dev/portal/portal.js';
import { importDemo } from '../../../dist/dev/start/import-demo.js';
import { running } from './running.mjs';

/** One portal with the demo organisations, as `npm start` runs it, for all journeys. */
export default async function setUp() {
  const dataDir = await mkdtemp(join(tmpdir(), 'ouderportaal-e2e-'));
  const portal = await startPortal({
    dataDir,
    durable: false,
    mode: 'production',
    log: (line) => console.log(line),
  });
  Object.assign(running, { portal, dataDir });
  await importDemo(portal, dataDir);
  const { url, operatorToken, mailPageUrl, adminUrl } = portal;
  const processes = portal.processes.map(({ name, url: at }) => ({ name, url: at }));
  process.env.OUDERPORTAAL_E2E = JSON.stringify({
    url,
    operatorToken,
    mailPageUrl,
    adminUrl,
    processes,
    logDir: join(dataDir, 'logs'),
    chromium: await findChromium((line) => console.log(line)),
  });
}
