import { PROCESS_NAMES, type ProcessName } from '@ouderportaal/contracts';
import { parseArgs } from 'node:util';

interface StartArguments {
  /** Restart what changes. */
  isWatched: boolean;
  /** Left to somebody else to start. */
  without: ProcessName[];
}

/** What follows `npm start --` and `npm run dev --`: `--without planning,billing`. */
export function readStartArguments(args: readonly string[]): StartArguments {
  const { values } = parseArgs({
    args: [...args],
    options: { watch: { type: 'boolean', default: false }, without: { type: 'string' } },
  });
  const named = (values.without ?? '').split(',').filter((name) => name !== '');
  const without = PROCESS_NAMES.filter((name) => named.includes(name));
  const unknown = named.find((name) => !PROCESS_NAMES.some((one) => one === name));
  if (unknown !== undefined)
    throw new Error(`--without takes names of ${PROCESS_NAMES.join(', ')}; ${unknown} is none.`);
  return { isWatched: values.watch, without };
}
