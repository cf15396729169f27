import { setTimeout as wait } from 'node:timers/promises';
import { join } from 'node:path';
import { Random } from '../../dev/demo/random.js';
import { checkInvariants, describeViolations } from '../../cli/invariants/check-invariants.js';
import type { Fault } from './fault.js';
import { History } from './history.js';
import { inABrowser } from './in-a-browser.js';
import { lastPlace } from './last-place.js';
import { networkFaults } from './network-faults.js';
import { readRunOptions, type RunOptions, USAGE } from './options.js';
import { processFaults } from './process-faults.js';
import { type Recovery, RecoveryProbe } from './recovery.js';
import { Report, say } from './report.js';
import { rollingRestart } from './rolling-restart.js';
import { serverFaults } from './server-faults.js';
import { Stream } from './stream.js';
import { countMails, verifyHistory } from './verify.js';
import { openWorld, secondsUntil, type World } from './world.js';

const FAMILIES = 17;
const SIZE = { families: FAMILIES + 1, childrenEach: 4, places: 5 };
const CONVERGES_WITHIN_MS = 30_000;
/** A fault after which the portal needs longer than this has not been recovered from. */
const AT_MOST_SECONDS = 30;

async function main(): Promise<number> {
  const options = readRunOptions(process.argv.slice(2));
  if (options === undefined) {
    say(USAGE);
    return 2;
  }
  say(`Seed ${options.seed}`);
  const report = new Report();
  const all = [...processFaults, ...serverFaults, ...networkFaults];
  const faults = all.filter(({ name }) => options.wants(name));
  if (faults.length > 0 || options.wants('last place') || options.wants('in a browser')) {
    await faultRun(report, options, faults);
  }
  if (options.wants('rolling restart')) await restartRun(report);
  report.close(options.seed);
  return report.hasFailed ? 1 : 0;
}

async function faultRun(
  report: Report,
  options: RunOptions,
  faults: readonly Fault[],
): Promise<void> {
  const world = await openWorld({ size: SIZE, replicas: 1, log: () => undefined });
  say(`The portal runs (${report.seconds} s).`);
  try {
    if (options.wants('last place')) {
      await report.part('the last place', () => lastPlace(world, SIZE.places));
    }
    if (options.wants('in a browser')) {
      await report.part('in a browser', () => inABrowser(world));
    }
    const history = new History();
    const struck = await strikeAll(report, world, { options, faults, history });
    await judge(report, world, { history, struck });
    await history.save(join(world.dataDir, 'history.jsonl'));
  } finally {
    const keep = report.hasFailed;
    if (keep) say(`  What was left behind is in ${world.dataDir}`);
    await world.leave({ keep });
  }
}

async function strikeAll(
  report: Report,
  world: World,
  { options, faults, history }: { options: RunOptions; faults: readonly Fault[]; history: History },
): Promise<Fault[]> {
  const random = new Random(options.seed);
  const stream = new Stream(history, world, options.seed);
  const probe = new RecoveryProbe(world, String(options.seed));
  const until = performance.now() + options.minutes * 60_000;
  const struck: Fault[] = [];
  await wait(1_000);
  for (const fault of orderOf(faults, random, () => performance.now() < until)) {
    struck.push(fault);
    try {
      const told: string[] = [];
      await fault.strike(world, (what) => told.push(what));
      judgeRecovery(report, fault, await probe.measure(), told);
    } catch (error) {
      report.fails(`${fault.name}: ${error instanceof Error ? error.message : String(error)}`);
    }
    await wait(random.between(200, 800));
  }
  await stream.stop();
  return struck;
}

/** Each once, in random order; then any, for as long as there is time. */
function* orderOf(faults: readonly Fault[], random: Random, hasTime: () => boolean) {
  const shuffled = faults.map((fault) => ({ fault, key: random.next() }));
  shuffled.sort((one, other) => one.key - other.key);
  for (const { fault } of shuffled) yield fault;
  while (faults.length > 0 && hasTime()) yield random.pick(faults);
}

function judgeRecovery(
  report: Report,
  fault: Fault,
  { change, mail }: Recovery,
  told: readonly string[],
): void {
  const isSlow = change > fault.recoversWithin;
  const line = `${fault.name}: changes again after ${change.toFixed(1)} s${
    isSlow ? ` (aim ${fault.recoversWithin})` : ''
  }, with mail after ${mail.toFixed(1)} s`;
  const all = [line, ...told].join('; ');
  if (mail > AT_MOST_SECONDS) report.fails(all);
  else report.fine(all);
}

async function judge(
  report: Report,
  world: World,
  { history, struck }: { history: History; struck: readonly Fault[] },
): Promise<void> {
  const { operations, reads, failedReads, repeats } = history;
  say(
    `  ${operations.length} changes asked for (${history.count('ok')} done, ` +
      `${history.count('fail')} refused, ${history.count('info')} without answer, ` +
      `${repeats} repeats) and ${reads} reads (${failedReads} failed).`,
  );
  await report.part('convergence', async () => {
    const seconds = await converge(world);
    return `everything has come to rest after ${seconds.toFixed(1)} s`;
  });
  await report.part('invariants', async () => {
    const { checked, violations } = await checkInvariants(world.portal.adminUrl, {
      isAtRest: true,
    });
    if (violations.length === 0) return `${checked} invariants hold`;
    throw new Error(`${violations.length} do not hold\n${describeViolations(violations)}`);
  });
  await report.part('the history', async () => {
    const wrong = await verifyHistory(history, world.admin);
    if (wrong.length === 0) return 'everybody got what they were told, and nothing else happened';
    throw new Error(`\n      ${wrong.slice(0, 20).join('\n      ')}`);
  });
  await report.part('the mails', () => judgeMails(world, struck));
  await report.part('set aside', async () => {
    const { rows } = await world.admin.query(
      'select reason from messaging.dead_letter union all select reason from planning.dead_letter',
    );
    if (rows.length === 0) return 'no event was set aside';
    throw new Error(JSON.stringify(rows.slice(0, 5)));
  });
}

async function converge(world: World): Promise<number> {
  return secondsUntil(
    'all invariants hold',
    async () => {
      const { violations } = await checkInvariants(world.portal.adminUrl, { isAtRest: true });
      const { rowCount } = await world.admin.query('select from messaging.mail_delivery limit 1');
      return violations.length === 0 && rowCount === 0;
    },
    CONVERGES_WITHIN_MS,
  );
}

async function judgeMails(world: World, struck: readonly Fault[]): Promise<string> {
  const { missing, doubled, arrived } = await countMails(join(world.dataDir, 'mail'), world.admin);
  const mayDouble = struck.reduce((sum, fault) => sum + (fault.mayDouble ?? 0), 0);
  if (missing.length > 0) throw new Error(`${missing.length} never came: ${missing.join(', ')}`);
  if (doubled > mayDouble) throw new Error(`${doubled} came twice; ${mayDouble} at most may`);
  return `${arrived} mails came, ${doubled} of them twice (at most ${mayDouble} may)`;
}

async function restartRun(report: Report): Promise<void> {
  const world = await openWorld({ size: SIZE, replicas: 2, log: () => undefined });
  try {
    await report.part('rolling restart', () => rollingRestart(world));
    await report.part('convergence after it', async () => {
      const seconds = await converge(world);
      return `everything has come to rest after ${seconds.toFixed(1)} s`;
    });
  } finally {
    await world.leave({ keep: report.hasFailed });
  }
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    say(error instanceof Error ? (error.stack ?? error.message) : String(error));
    process.exit(1);
  },
);
