import { relative } from 'node:path';
import type { Portal } from '../portal/portal.js';

/** Where debuggers attach, and how to start what was left out. */
export function howItIsWatched({ processes, leftOut }: Portal): string {
  const ports = processes
    .map(({ name, debugPort }) => `  ${name.padEnd(14)} 127.0.0.1:${debugPort ?? ''}`)
    .sort();
  const rest = leftOut.flatMap(({ name, environmentFile }) => {
    const file = relative('', environmentFile);
    return ['', `${name} is yours:`, `  npx nest start ${name} --watch --env-file ${file}`];
  });
  return [
    '',
    'Each process starts again when a source of its own or of a library it loads is saved. Debuggers:',
    '',
    ...ports,
    ...rest,
  ].join('\n');
}
