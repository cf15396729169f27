import { setTimeout as wait } from 'node:timers/promises';
import { runningPortal } from '../running-portal.js';
import { checkInvariants, describeViolations } from './check-invariants.js';

const PATIENCE_MS = 10_000;

/** Checks the portal that runs on the data folder. Exits 1 when something is not as it must be. */
async function main(): Promise<void> {
  const { adminUrl } = await runningPortal();
  const givenUpAt = Date.now() + PATIENCE_MS;
  for (;;) {
    // A portal at work is never quite at rest: what is only not done yet gets a little time.
    const { checked, violations } = await checkInvariants(adminUrl, { isAtRest: true });
    if (violations.length === 0) {
      console.log(`All ${checked} invariants hold.`);
      return;
    }
    if (Date.now() > givenUpAt) {
      console.error(`${violations.length} of ${checked} invariants do not hold:`);
      console.error(describeViolations(violations));
      process.exitCode = 1;
      return;
    }
    await wait(500);
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
