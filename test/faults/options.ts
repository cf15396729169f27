import { parseArgs } from 'node:util';

export const USAGE = `Usage: npm run test:faults [-- --seed N] [--minutes M] [--only NAMES] [--except NAMES]

Runs the whole portal on real processes, breaks it in every way that is known, and proves that nothing
was lost and nothing happened twice.

  --seed N         the same stream of requests and order of faults again
  --minutes M      goes on with faults in random order for so long; without it each comes once
  --only NAMES     only the parts whose name contains one of these, separated by commas
  --except NAMES   all parts but those`;

export interface RunOptions {
  seed: number;
  minutes: number;
  /** Whether the part of this name takes place. */
  wants(name: string): boolean;
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
        except: { type: 'string', default: '' },
      },
    });
    const seed = Number(values.seed ?? Math.floor(Math.random() * 1_000_000));
    const minutes = Number(values.minutes);
    if (!Number.isInteger(seed) || Number.isNaN(minutes)) return undefined;
    const [only, except] = [namesIn(values.only), namesIn(values.except)];
    const isIn = (names: string[], name: string) => names.some((each) => name.includes(each));
    const wants = (name: string) => (only.length === 0 || isIn(only, name)) && !isIn(except, name);
    return { seed, minutes, wants };
  } catch {
    return undefined;
  }
}

function namesIn(list: string): string[] {
  return list
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}
