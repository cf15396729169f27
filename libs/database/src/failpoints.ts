import { unlinkSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Every place where the fault run may end a process: between two steps that a crash must be able to
 * separate. One that is never reached fails the run, so the list cannot outlive the code.
 */
export const FAILPOINTS = [
  'relay.after-position',
  'relay.after-publish',
  'consumer.before-commit',
  'consumer.after-commit',
  'request.before-commit',
  'request.after-commit',
  'outside.before-call',
  'outside.after-call',
] as const;

export type Failpoint = (typeof FAILPOINTS)[number];

let armed: { service: string; folder: string } | undefined;

/** Without a folder no failpoint does anything. @throws Error in production */
export function armFailpoints(
  service: string,
  folder: string | undefined,
  mode: 'development' | 'production' | 'test',
): void {
  if (folder !== undefined && mode === 'production') {
    throw new Error('FAILPOINT_FOLDER is for the fault run only; leave it out in production');
  }
  armed = folder === undefined ? undefined : { service, folder };
}

/** The process dies here, as by kill -9, when the folder holds a file `<service>.<name>`; once per file. */
export function failpoint(name: Failpoint): void {
  if (armed === undefined) return;
  try {
    unlinkSync(join(armed.folder, failpointFile(armed.service, name)));
  } catch {
    return;
  }
  process.kill(process.pid, 'SIGKILL');
}

export function failpointFile(service: string, name: Failpoint): string {
  return `${service}.${name}`;
}
