import { mainJob } from './main-job.js';
import { portalToUse } from './portal-to-use.js';
import { Transcript } from './transcript.js';

/** Does the main job against the running portal, or against one of its own. Exits 0 when all was so. */
async function main(): Promise<void> {
  const write = (line: string) => {
    console.log(line);
  };
  const portal = await portalToUse(write);
  const transcript = new Transcript(write);
  try {
    await mainJob(portal.url, portal.mailPageUrl, transcript);
    write(`\nThe journey is complete: ${transcript.count} things checked.`);
  } finally {
    await portal.leave();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? `\n${error.message}` : error);
  process.exitCode = 1;
});
