import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';

import type { ImportChange } from '@ouderportaal/contracts';

import { ENCODINGS } from './csv-file.js';
import { readEnvironment } from './environment.js';
import { importReading } from './import-folder.js';
import { findPortal } from './portal-address.js';
import { PortalClient, PortalError } from './portal-client.js';
import { readFolder } from './read-folder.js';
import { confirmationLines, type ImportReport, reportLines } from './report.js';

const USAGE = `Usage: npm run import -- <folder> [--dry-run] [--confirm-removals] [--json]
                             [--encoding ENCODING] [--portal URL] [--token TOKEN]

Records the organisation that the folder describes, over the portal's API. The same folder may be
imported again and again: only what differs is changed. cli/import/README.md describes the files.

  --dry-run        say what would change and what is wrong; change nothing
  --confirm-removals
                   also take away and widen what is listed as to be confirmed, without asking
  --json           print the outcome as one JSON object
  --encoding ENCODING
                   windows-1252 for tables that are not UTF-8; else those are refused
  --portal URL     where the portal answers; else OUDERPORTAAL_URL, else the portal of npm start
  --token TOKEN    the operator token; else OUDERPORTAAL_OPERATOR_TOKEN, else that of npm start

Exit code: 0 done, 1 errors in the data, 2 the portal cannot be reached or the command is wrong,
3 something has to be confirmed and nothing was changed.`;

const EXIT = { done: 0, errorsInData: 1, notPossible: 2, toBeConfirmed: 3 } as const;

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const sayAside = (line: string): void => void process.stderr.write(`${line}\n`);

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  const command = readCommand(args);
  if (typeof command === 'string') {
    sayAside(command);
    return EXIT.notPossible;
  }
  const { folder, json, dryRun, confirmRemovals, encoding, flags } = command;
  try {
    const report = await importReading(await readFolder(folder, encoding), dryRun, async () => {
      const { url, operatorToken } = await findPortal(flags, readEnvironment());
      const client = new PortalClient({ portalUrl: url, operatorToken });
      const confirm = async (changes: readonly ImportChange[]) =>
        confirmRemovals || (!json && (await ask(changes)));
      return { client, portalUrl: url, log: sayAside, confirm };
    });
    print(report, json);
    if (report.errors.length > 0) return EXIT.errorsInData;
    return !dryRun && report.toConfirm.length > 0 ? EXIT.toBeConfirmed : EXIT.done;
  } catch (error) {
    if (!(error instanceof PortalError)) throw error;
    sayAside(error.message);
    if (json) say(JSON.stringify({ problem: error.message }));
    return EXIT.notPossible;
  }
}

/** Asks whoever sits at the terminal; nobody there means no. */
async function ask(changes: readonly ImportChange[]): Promise<boolean> {
  if (!process.stdin.isTTY || !process.stderr.isTTY) return false;
  for (const line of confirmationLines(changes)) sayAside(line);
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await terminal.question('Record it all the same? Type yes: ');
  terminal.close();
  return answer.trim().toLowerCase() === 'yes';
}

function print(report: ImportReport, json: boolean): void {
  if (json) say(JSON.stringify(report));
  else for (const line of reportLines(report)) say(line);
}

function readCommand(args: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        'dry-run': { type: 'boolean', default: false },
        'confirm-removals': { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        encoding: { type: 'string', default: 'utf-8' },
        help: { type: 'boolean', short: 'h', default: false },
        portal: { type: 'string' },
        token: { type: 'string' },
      },
    });
    const [folder] = positionals;
    if (values.help || folder === undefined || positionals.length > 1) return USAGE;
    const encoding = ENCODINGS.find((known) => known === values.encoding.toLowerCase());
    if (encoding === undefined) {
      return `--encoding is one of ${ENCODINGS.join(', ')}, not "${values.encoding}".\n\n${USAGE}`;
    }
    return {
      folder,
      encoding,
      json: values.json,
      dryRun: values['dry-run'],
      confirmRemovals: values['confirm-removals'],
      flags: { url: values.portal, operatorToken: values.token },
    };
  } catch (error) {
    return `${(error as Error).message}\n\n${USAGE}`;
  }
}
