import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { DEMO_PASSWORD, type DemoLogin, makeOrganisation } from './organisation.js';
import { Random } from './random.js';
import { organisationSizes } from './sizes.js';
import { writeFolder } from './write-folder.js';

const USAGE = `Usage: npm run demo:generate -- --families N --out FOLDER [--seed N] [--organisations N]

Writes organisations of invented people, each as a folder that npm run import takes, and logins.json
with the accounts that can sign in. The same numbers and seed give the same bytes.`;

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  const command = readCommand(args);
  if (command === undefined) {
    process.stderr.write(`${USAGE}\n`);
    return 2;
  }
  const { families, organisations, seed, out } = command;
  const sizes = organisationSizes(families, organisations);
  const logins: DemoLogin[] = [];
  await mkdir(out, { recursive: true });
  for (const [at, size] of sizes.entries()) {
    // A seed of its own: the same organisation, however many come before it.
    const organisation = makeOrganisation(new Random(seed * 1_000_003 + at), at + 1, size);
    await writeFolder(
      join(out, organisation.settings.slug),
      organisation.settings,
      organisation.sheets,
    );
    logins.push(...organisation.logins);
  }
  const content = { password: DEMO_PASSWORD, logins };
  await writeFile(join(out, 'logins.json'), `${JSON.stringify(content, null, 2)}\n`);
  const largest = sizes[0] ?? 0;
  process.stdout.write(
    `${out}: ${sizes.length} organisations, ${families} families; the largest has ${largest}\n`,
  );
  return 0;
}

function readCommand(args: readonly string[]) {
  const { out, ...flags } = readFlags(args);
  const families = count(flags.families);
  const seed = count(flags.seed);
  if (families === undefined || seed === undefined || out === undefined) return undefined;
  if (flags.organisations === undefined) return { families, seed, out };
  const organisations = count(flags.organisations) ?? Number.POSITIVE_INFINITY;
  return organisations <= families ? { families, organisations, seed, out } : undefined;
}

interface Flags {
  families?: string;
  organisations?: string;
  seed?: string;
  out?: string;
}

function readFlags(args: readonly string[]): Flags {
  try {
    return parseArgs({
      args: [...args],
      options: {
        families: { type: 'string' },
        organisations: { type: 'string' },
        seed: { type: 'string', default: '1' },
        out: { type: 'string' },
      },
    }).values;
  } catch {
    return {};
  }
}

function count(text: string | undefined): number | undefined {
  return text !== undefined && /^[1-9]\d{0,6}$/.test(text) ? Number(text) : undefined;
}
