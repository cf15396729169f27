import type { PortalClient } from './portal-client.js';

export interface ImportOptions {
  readonly client: PortalClient;
  /** Stands in for an organisation's own address where its folder gives none. */
  readonly portalUrl: string;
  readonly dryRun: boolean;
  readonly log: (line: string) => void;
}
