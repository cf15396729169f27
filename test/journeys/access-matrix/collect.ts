import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Access, Row, Target } from './target.js';

const ROOT = join(import.meta.dirname, '../../..');
const load = createRequire(import.meta.filename);

interface AccessOfRoute {
  route: string;
  row: Row | undefined;
  target: Target | undefined;
  file: string;
}

/**
 * Everything that the `test/access` folders of all apps say, one entry a route. Signing out everywhere
 * comes last, because it ends the sessions of those who ask.
 * @throws Error when two files speak of one route.
 */
export function readAccess(): AccessOfRoute[] {
  const found = new Map<string, AccessOfRoute>();
  for (const file of accessFiles()) {
    const { access } = load(join(ROOT, file)) as { access?: Access };
    if (!access) throw new Error(`${file} must export const access = accessTo(…)`);
    for (const route of new Set([...access.rows.keys(), ...Object.keys(access.targets)])) {
      const other = found.get(route);
      if (other) throw new Error(`${route} stands in ${other.file} and in ${file}`);
      const [row, target] = [access.rows.get(route), access.targets[route]];
      found.set(route, { route, row, target, file });
    }
  }
  const isLast = ({ target }: AccessOfRoute) => Number(target?.ends === 'every-session');
  return [...found.values()].sort((one, other) => isLast(one) - isLast(other));
}

/** Where a contract's feature says who gets what: `apps/planning/test/access/calendar.ts`. */
export function accessFileOf({ subject }: { subject: string }): string {
  const [service = '', feature = ''] = subject.split('.');
  return `apps/${service}/test/access/${feature}.ts`;
}

function accessFiles(): string[] {
  return readdirSync(join(ROOT, 'apps')).flatMap((app) => {
    const folder = `apps/${app}/test/access`;
    return filesIn(folder).map((file) => `${folder}/${file}`);
  });
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(join(ROOT, folder)).filter((file) => file.endsWith('.ts'));
  } catch {
    return [];
  }
}
