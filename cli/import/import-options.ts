import type { ImportChange } from '@ouderportaal/contracts';

import type { PortalClient } from './portal-client.js';

export interface ImportOptions {
  readonly client: PortalClient;
  /** Stands in for an organisation's own address where its folder gives none. */
  readonly portalUrl: string;
  readonly dryRun: boolean;
  readonly log: (line: string) => void;
  /** Whether changes that take something away or let somebody do more are wanted. */
  readonly confirm: (changes: readonly ImportChange[]) => Promise<boolean>;
}
