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

interface ImportedOptions {
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
  for (const [at, size] of organisationSizes(families).entries()) {
    await importOrganisation(world, { families: size, rank: firstRank + at, log, logins });
  }
  return logins;
}

interface OneOrganisation {
  families: number;
  rank: number;
  log: (line: string) => void;
  /** Gets those who can sign in. */
  logins?: Login[];
}

/** Lets one organisation in; answers how many seconds its import took. */
export async function importOrganisation(
  world: World,
  { families, rank, log, logins }: OneOrganisation,
): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'ouderportaal-bench-families-'));
  try {
    const made = makeOrganisation(new Random(SEED + rank), rank, families);
    logins?.push(
      ...made.logins.map(({ organisation, username }) => ({
        organisation,
        username,
        password: DEMO_PASSWORD,
      })),
    );
    await writeFolder(folder, made.settings, made.sheets);
    const startedAt = performance.now();
    const report = await importFolder({
      folder,
      portalUrl: world.url,
      operatorToken: world.secrets.operatorToken,
    });
    if (report.errors.length > 0) throw new Error(`The import of ${made.settings.slug} failed`);
    const seconds = (performance.now() - startedAt) / 1000;
    log(`Imported ${families} families in ${seconds.toFixed(1)} s`);
    return seconds;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
