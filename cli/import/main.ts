import { parseArgs } from 'node:util';

import { readEnvironment } from './environment.js';
import { importReading } from './import-folder.js';
import { findPortal } from './portal-address.js';
import { PortalClient, PortalError } from './portal-client.js';
import { readFolder } from './read-folder.js';
import { type ImportReport, reportLines } from './report.js';

const USAGE = `Usage: npm run import -- <folder> [--dry-run] [--json] [--portal URL] [--token TOKEN]

Records the organisation that the folder describes, over the portal's API. The same folder may be
imported again and again: only what differs is changed. docs/guides/import.md describes the files.

  --dry-run        say what would change and what is wrong; change nothing
  --json           print the outcome as one JSON object
  --portal URL     where the portal answers; else OUDERPORTAAL_URL, else the portal of npm start
  --token TOKEN    the operator token; else OUDERPORTAAL_OPERATOR_TOKEN, else that of npm start

Exit code: 0 done, 1 errors in the data, 2 the portal cannot be reached or the command is wrong.`;

const EXIT = { done: 0, errorsInData: 1, notPossible: 2 } as const;

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const sayAside = (line: string): void => void process.stderr.write(`${line}\n`);

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  const command = readCommand(args);
  if (typeof command === 'string') {
    sayAside(command);
    return EXIT.notPossible;
  }
  const { folder, json, dryRun, flags } = command;
  try {
    const report = await importReading(await readFolder(folder), dryRun, async () => {
      const { url, operatorToken } = await findPortal(flags, readEnvironment());
      const client = new PortalClient({ portalUrl: url, operatorToken });
      return { client, portalUrl: url, log: sayAside };
    });
    print(report, json);
    return report.errors.length > 0 ? EXIT.errorsInData : EXIT.done;
  } catch (error) {
    if (!(error instanceof PortalError)) throw error;
    sayAside(error.message);
    if (json) say(JSON.stringify({ problem: error.message }));
    return EXIT.notPossible;
  }
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
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
        portal: { type: 'string' },
        token: { type: 'string' },
      },
    });
    const [folder] = positionals;
    if (values.help || folder === undefined || positionals.length > 1) return USAGE;
    return {
      folder,
      json: values.json,
      dryRun: values['dry-run'],
      flags: { url: values.portal, operatorToken: values.token },
    };
  } catch (error) {
    return `${(error as Error).message}\n\n${USAGE}`;
  }
}
