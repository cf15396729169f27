import { join } from 'node:path';
import { findChromium, NO_CHROMIUM } from '@ouderportaal/backing-services';
import { readStartOptions } from '../start/environment.js';
import { Album } from './album.js';
import { launch } from './launch.js';
import { castOf, DESK, PHONE, portalJob } from './portal-job.js';
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
  const browser = await launch(executablePath);
  const log = new Transcript(write);
  const album = new Album(join(readStartOptions().dataDir, 'screens', 'journey'));
  try {
    const baseURL = portal.url;
    const locale = 'nl-NL';
    await portalJob(await castOf(portal.url), {
      phone: await browser.newContext({ baseURL, locale, viewport: PHONE, hasTouch: true }),
      desk: await browser.newContext({ baseURL, locale, viewport: DESK }),
      log,
      keep: (page, title) => album.keep(page, title),
    });
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
