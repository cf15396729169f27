import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { brokerConfig } from '@ouderportaal/bus/runtime';

const USAGE = `Usage: npm run broker:config [-- --print]

Writes the broker's configuration for this release, with the rights that its contracts ask for, into the
folder of docker compose; --print shows it instead, for a platform. No password stands in it, none is changed.`;

/** Exit code: 0 done, 2 the command is wrong. */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { print: { type: 'boolean', default: false }, to: { type: 'string' } },
  });
  if (values.print) {
    process.stdout.write(brokerConfig());
    return 0;
  }
  if (values.to === undefined) throw new Error('--to is missing');
  // Into the file that is there: a container that has it mounted would not see another one in its place.
  await writeFile(values.to, brokerConfig(), { mode: 0o644 });
  console.log(
    `The broker's configuration of this release is in ${values.to}; let the broker read it:`,
  );
  console.log('  docker compose kill --signal SIGHUP nats');
  return 0;
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
    process.exitCode = 2;
  },
);
