import { prepareDatabase } from './prepare-database.js';
import { readMigrateConfig } from './environment.js';

/** Brings the database to what this release needs, before its processes start; again changes nothing. */
async function main(): Promise<void> {
  const { adminUrl, ...rest } = readMigrateConfig();
  const startedAt = performance.now();
  await prepareDatabase(adminUrl, rest);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  console.log(`The database is up to date (${seconds} s).`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
