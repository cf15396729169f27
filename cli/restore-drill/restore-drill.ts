import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { resetData, run } from '@ouderportaal/backing-services';
import { mainJob } from '../../dev/journey/main-job.js';
import { Transcript } from '../../dev/journey/transcript.js';
import { type Portal, startPortal } from '../../dev/portal/portal.js';
import { importDemo } from '../../dev/start/import-demo.js';
import { baseBackup } from './base-backup.js';
import { fingerprint } from './fingerprint.js';

const log = (line: string) => console.log(line);
const quiet = new Transcript(() => {});

/**
 * Loses a portal's database and its broker's store, and gets everything back from a backup that was made
 * while the portal ran. Works in a folder of its own; touches no other portal.
 */
async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'ouderportaal-drill-'));
  const dataDir = join(folder, 'portal');
  const backup = join(folder, 'backup');
  const start = () => startPortal({ dataDir, durable: true, mode: 'production', log: () => {} });
  let portal: Portal | undefined = await start();
  try {
    await importDemo(portal, dataDir);
    await mainJob(portal.url, portal.mailPageUrl, quiet);
    log('A portal runs, filled with the demo and one journey of a family.');
    const before = await fingerprint(portal.adminUrl);
    const since = performance.now();
    const cluster = await baseBackup(portal.adminUrl, backup);
    log(`Backup made while it ran, in ${secondsSince(since)} s.`);
    await portal.stop();
    portal = undefined;

    await rm(cluster, { recursive: true });
    await rm(join(dataDir, 'nats'), { recursive: true });
    log('The database and the broker’s store are gone.');

    const lostAt = performance.now();
    await run('cp', ['-a', backup, cluster]);
    portal = await start();
    log(`Restored, and every process ready, in ${secondsSince(lostAt)} s.`);
    const after = await fingerprint(portal.adminUrl);
    report(before, after);
    await mainJob(portal.url, portal.mailPageUrl, quiet);
    log('A family’s whole journey works on it.');
  } finally {
    await portal?.stop();
    await resetData(dataDir).catch(() => {});
    await rm(folder, { recursive: true, force: true });
  }
}

function report(before: Record<string, string>, after: Record<string, string>): void {
  const names = Object.keys({ ...before, ...after });
  const different = names.filter((name) => before[name] !== after[name]);
  for (const name of different) {
    log(`  ${name}: ${before[name] ?? 'absent'} before, ${after[name] ?? 'absent'} after`);
  }
  if (!isDeepStrictEqual(before, after)) throw new Error('What came back is not what was there.');
  log(`${names.length} tables are the same, row for row.`);
}

function secondsSince(moment: number): string {
  return ((performance.now() - moment) / 1000).toFixed(1);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
