import { parseArgs } from 'node:util';

export const USAGE = `Usage: npm run test:faults [-- --seed N] [--minutes M] [--only WORDS]

Runs the whole portal on real processes, breaks it in every way that is known, and proves that nothing
was lost and nothing happened twice.

  --seed N       the same stream of requests and order of faults again
  --minutes M    goes on with faults in random order for so long; without it each comes once
  --only WORDS   only the parts whose name contains the words`;

export interface RunOptions {
  seed: number;
  minutes: number;
  only: string;
}

/** Undefined when the command is wrong. */
export function readRunOptions(args: readonly string[]): RunOptions | undefined {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        seed: { type: 'string' },
        minutes: { type: 'string', default: '0' },
        only: { type: 'string', default: '' },
      },
    });
    const seed = Number(values.seed ?? Math.floor(Math.random() * 1_000_000));
    const minutes = Number(values.minutes);
    if (!Number.isInteger(seed) || Number.isNaN(minutes)) return undefined;
    return { seed, minutes, only: values.only };
  } catch {
    return undefined;
  }
}
