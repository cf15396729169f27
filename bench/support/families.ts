import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEMO_PASSWORD, makeOrganisation } from '../../dev/demo/organisation.js';
import { Random } from '../../dev/demo/random.js';
import { organisationSizes } from '../../dev/demo/sizes.js';
import { writeFolder } from '../../dev/demo/write-folder.js';
import { importFolder } from '../../cli/import/import-folder.js';
import type { World } from './world.js';

const SEED = 1_000_003;

export interface ImportedOptions {
  families: number;
  /** Rank of the first organisation; later ones must not repeat earlier ones. */
  firstRank?: number;
  log: (line: string) => void;
}

/** What somebody signs in with. */
export interface Login {
  organisation: string;
  username: string;
  password: string;
}

/** Lets families in the way every organisation comes in: the generator's folders, through the import. Answers who can sign in. */
export async function importFamilies(world: World, options: ImportedOptions): Promise<Login[]> {
  const { families, firstRank = 1, log } = options;
  const logins: Login[] = [];
  const folder = await mkdtemp(join(tmpdir(), 'ouderportaal-bench-families-'));
  try {
    for (const [at, size] of organisationSizes(families).entries()) {
      const rank = firstRank + at;
      const made = makeOrganisation(new Random(SEED + rank), rank, size);
      for (const { organisation, username } of made.logins) {
        logins.push({ organisation, username, password: DEMO_PASSWORD });
      }
      const path = join(folder, made.settings.slug);
      await writeFolder(path, made.settings, made.sheets);
      const startedAt = performance.now();
      const report = await importFolder({
        folder: path,
        portalUrl: world.url,
        operatorToken: world.secrets.operatorToken,
      });
      if (report.errors.length > 0) throw new Error(`The import of ${made.settings.slug} failed`);
      const seconds = (performance.now() - startedAt) / 1000;
      log(`Imported ${size} families in ${seconds.toFixed(1)} s`);
    }
    return logins;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
