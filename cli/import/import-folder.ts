import { importOrganisation } from './import-organisation.js';
import type { ImportOptions } from './import-options.js';
import { PortalClient } from './portal-client.js';
import { type FolderReading, readFolder } from './read-folder.js';
import { type ImportReport, reportOf } from './report.js';
import { Tally } from './tally.js';

interface ImportFolderOptions {
  readonly folder: string;
  /** Where the portal answers, without `/api`. */
  readonly portalUrl: string;
  readonly operatorToken: string;
  readonly dryRun?: boolean;
  /** Take away and widen what the folder says without asking. */
  readonly confirmRemovals?: boolean;
  /** Gets one line for each part that was checked or recorded. */
  readonly log?: (line: string) => void;
}

/**
 * Records an organisation's folder over the portal's HTTP API, so that the rules of the services hold.
 * Nothing is sent when the folder has errors; importing the same folder twice changes nothing.
 * @throws PortalError when the portal cannot be reached, refuses the token or stays out of step.
 */
export async function importFolder(options: ImportFolderOptions): Promise<ImportReport> {
  const { folder, portalUrl, operatorToken } = options;
  return importReading(await readFolder(folder), options.dryRun ?? false, async () => ({
    client: new PortalClient({ portalUrl, operatorToken }),
    portalUrl,
    log: options.log ?? (() => undefined),
    confirm: async () => options.confirmRemovals ?? false,
  }));
}

/** The portal is looked for only when there is something to send. */
export async function importReading(
  { organisation, errors, notes }: FolderReading,
  dryRun: boolean,
  findPortal: () => Promise<Omit<ImportOptions, 'dryRun'>>,
): Promise<ImportReport> {
  if (organisation === undefined) {
    const rest = { organisation: null, dryRun, applied: false, errors };
    return { ...reportOf(new Tally(), rest), notes };
  }
  const report = await importOrganisation(organisation, { ...(await findPortal()), dryRun });
  return { ...report, notes };
}
