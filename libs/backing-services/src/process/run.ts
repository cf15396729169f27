import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

export interface RunOptions {
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  /** Ended after this; ten minutes unless told. */
  timeoutMs?: number;
}

/** Runs a command to its end and answers what it wrote; an error holds the last of what it said. */
export async function run(
  command: string,
  args: readonly string[],
  { cwd, env, timeoutMs = 600_000 }: RunOptions = {},
): Promise<string> {
  try {
    const options = { cwd, env, timeout: timeoutMs, maxBuffer: 64 * 1024 * 1024 };
    return (await promisify(execFile)(command, [...args], options)).stdout;
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    const said = `${stdout}\n${stderr}`.trim().split('\n').slice(-25).join('\n');
    throw new Error(`${command} ${args.slice(0, 3).join(' ')} failed:\n${said}`, { cause: error });
  }
}

/** Whether a command succeeds. */
export function succeeds(
  command: string,
  args: readonly string[],
  options?: RunOptions,
): Promise<boolean> {
  return run(command, args, options).then(
    () => true,
    () => false,
  );
}
