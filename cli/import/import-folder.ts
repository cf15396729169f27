import { importOrganisation } from './import-organisation.js';
import { PortalClient } from './portal-client.js';
import { type FolderReading, readFolder } from './read-folder.js';
import { type ImportReport, reportOf } from './report.js';
import { Tally } from './tally.js';

export interface ImportFolderOptions {
  readonly folder: string;
  /** Where the portal answers, without `/api`. */
  readonly portalUrl: string;
  readonly operatorToken: string;
  readonly dryRun?: boolean;
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
  }));
}

/** The portal is looked for only when there is something to send. */
export async function importReading(
  { organisation, errors }: FolderReading,
  dryRun: boolean,
  findPortal: () => Promise<{
    client: PortalClient;
    portalUrl: string;
    log: (line: string) => void;
  }>,
): Promise<ImportReport> {
  if (organisation === undefined) {
    return reportOf(new Tally(), { organisation: null, dryRun, applied: false, errors });
  }
  return importOrganisation(organisation, { ...(await findPortal()), dryRun });
}
