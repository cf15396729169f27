import { readdir } from 'node:fs/promises';
import type { MigrationInterface } from 'typeorm';

export type Migration = new () => MigrationInterface;

const STEP = /^\d{13}-[a-z0-9-]+\.(?:js|ts)$/;

/**
 * The steps in a folder of files `<13 digits>-<what>.ts`, oldest first, so that a new file is a new step.
 * @throws when a file of that name is no migration
 */
export async function migrationsIn(folder: URL): Promise<Migration[]> {
  const files = (await readdir(folder)).filter((file) => STEP.test(file)).sort();
  return Promise.all(files.map((file) => migrationOf(new URL(file, folder))));
}

async function migrationOf(file: URL): Promise<Migration> {
  const exported = Object.values((await import(file.href)) as Record<string, unknown>);
  const [step, ...others] = exported.filter(isMigration);
  if (!step || others.length > 0) throw new Error(`${file.pathname} must export one migration`);
  return step;
}

function isMigration(exported: unknown): exported is Migration {
  return (
    typeof exported === 'function' &&
    typeof (exported.prototype as Partial<MigrationInterface> | undefined)?.up === 'function'
  );
}
