import { join } from 'node:path';
import { findChromium, NO_CHROMIUM } from '@ouderportaal/backing-services';
import { chromium } from 'playwright-core';
import { readStartOptions } from '../start/environment.js';
import { Album } from './album.js';
import { portalJob } from './portal-job.js';
import { portalToUse } from './portal-to-use.js';
import { Transcript } from './transcript.js';

/** Does the main job in a real browser, counts the taps, and leaves pictures. Exits 0 when all was so. */
async function main(): Promise<void> {
  const write = (line: string) => {
    console.log(line);
  };
  const executablePath = await findChromium(write);
  if (!executablePath) throw new Error(NO_CHROMIUM);
  const portal = await portalToUse(write);
  const browser = await chromium.launch({
    executablePath,
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
  const log = new Transcript(write);
  const album = new Album(join(readStartOptions().dataDir, 'screens', 'journey'));
  try {
    await portalJob(browser, portal.url, { log, album });
    write(
      `\nThe journey is complete: ${log.count} things checked. Pictures: ${await album.bind()}`,
    );
  } finally {
    await browser.close();
    await portal.leave();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? `\n${error.message}` : error);
  process.exitCode = 1;
});
