import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Bench, Figure, Measure } from './measures/measure.js';
import { repositories, tenantTax } from './measures/database.js';
import { consumeRate, delay, relayRate } from './measures/events.js';
import { depth } from './measures/depth.js';
import { growth } from './measures/growth.js';
import { imports } from './measures/imports.js';
import { addedLatency, readPath, writePath } from './measures/http.js';
import { loginStorm, startAndMemory } from './measures/processes.js';
import { importFamilies } from './support/families.js';
import { prepareBaseline, prepareLab } from './support/lab.js';
import { Load } from './support/load.js';
import { signIn } from './support/parents.js';
import { startBaseline } from './support/processes.js';
import { databasePasswordsOf } from '../dev/portal/secrets.js';
import { startWorld, type World } from './support/world.js';
import { tableOf } from './table.js';

const USAGE = `Usage: npm run bench -- [--quick] [--only P1,P5] [--growth] [--json] [--data FOLDER]

Measures the portal beside bare baselines in the same run; bench/README.md says how to read it.

  --quick         five pairs of 2 s each side instead of 10 s
  --only P1,P5    these measures only
  --growth        also lets 50,000 families in and measures again; takes many minutes
  --json          the figures as a JSON array
  --data FOLDER   keep the data there and use them again
  --profile FOLDER  write a CPU profile of each process of the portal there`;

interface Size {
  pairs: number;
  seconds: number;
}

const QUICK: Size = { pairs: 5, seconds: 2 };
const FULL: Size = { pairs: 5, seconds: 10 };
const FAMILIES = 500;
const PARENTS = 200;

/** In this order: what is said of idle processes comes before there is any load. */
const measures: readonly Measure[] = [
  startAndMemory,
  readPath,
  addedLatency,
  writePath,
  tenantTax,
  relayRate,
  delay,
  consumeRate,
  repositories,
  imports,
  loginStorm,
];

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const sayAside = (line: string): void => void process.stderr.write(`${line}\n`);

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  const command = readCommand(args);
  if (typeof command === 'string') {
    sayAside(command);
    return 2;
  }
  const { wanted, size, dataDir, json, profile } = command;
  const nodeOptions = profile && `--cpu-prof --cpu-prof-dir=${resolve(profile)}`;
  const world = await startWorld({ log: sayAside, dataDir, nodeOptions });
  try {
    const figures = await measure(world, wanted, size);
    if (json) say(JSON.stringify(figures, null, 2));
    else say(tableOf(figures));
    return 0;
  } finally {
    await world.stop();
  }
}

async function measure(
  world: World,
  wanted: readonly Measure[],
  size: Size & { growth: boolean },
): Promise<Figure[]> {
  await prepareBaseline(world.adminUrl);
  const logins = await importFamilies(world, { families: FAMILIES, log: sayAside });
  const baseline = await startBaseline(world.adminUrl);
  const load = new Load();
  try {
    const bench: Bench = {
      pairs: size.pairs,
      seconds: size.seconds,
      world,
      baseline,
      load,
      lab: await prepareLab(world.backing, databasePasswordsOf(world.secrets).ownerPassword),
      logins,
      parents: await signIn(world, PARENTS),
      log: sayAside,
    };
    const figures: Figure[] = [];
    for (const each of wanted) {
      sayAside(`Measuring ${each.id}`);
      const measured = await each.run(bench);
      sayAside(tableOf(measured));
      figures.push(...measured);
    }
    if (size.growth) figures.push(...(await depth(bench)), ...(await growth(bench)));
    return figures;
  } finally {
    load.stop();
    baseline.stop();
  }
}

function readCommand(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        quick: { type: 'boolean', default: false },
        growth: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        only: { type: 'string' },
        data: { type: 'string' },
        profile: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    if (values.help) return USAGE;
    const ids = values.only?.split(',').map((id) => id.trim());
    const unknown = ids?.find((id) => !measures.some((one) => one.id === id));
    if (unknown !== undefined) return `There is no measure ${unknown}.\n\n${USAGE}`;
    return {
      wanted: measures.filter(({ id }) => !ids || ids.includes(id)),
      size: { ...(values.quick ? QUICK : FULL), growth: values.growth },
      dataDir: values.data,
      json: values.json,
      profile: values.profile,
    };
  } catch (error) {
    return `${(error as Error).message}\n\n${USAGE}`;
  }
}
