import { Injectable } from '@nestjs/common';
import { continueTrace } from '@ouderportaal/bus';
import { TenantDatabase } from '@ouderportaal/database';
import { Clock } from '@ouderportaal/kernel';
import { Bucket } from '../bucket.js';
import { logoKey } from './logo-keys.js';
import { LogoRemovalsRepository } from './logo-removals.repository.js';

const BATCH = 200;
const DAY_MS = 86_400_000;

/** Takes bytes away that nothing refers to any more. Any number of replicas may run it at once. */
@Injectable()
export class RemoveFiles {
  constructor(
    private readonly database: TenantDatabase,
    private readonly removals: LogoRemovalsRepository,
    private readonly bucket: Bucket,
    private readonly clock: Clock,
  ) {}

  /** Replaced logos whose time has come. Answers how many went. */
  async replacedLogos(): Promise<number> {
    const now = this.clock.now();
    let removed = 0;
    for (const { tenantId, version } of await this.removals.due(now, BATCH)) {
      const owner = { tenantId, trace: continueTrace() };
      // The store is asked before the commit: when it is away, the removal stays for the next hour.
      removed += await this.database.transaction(owner, async (tx) => {
        if (!(await this.removals.take(tx, version, now))) return 0;
        await this.bucket.remove(logoKey(tenantId, version));
        return 1;
      });
    }
    return removed;
  }

  /** What an upload that ended half-way left in quarantine a day ago. Answers how many went. */
  async forgottenUploads(): Promise<number> {
    const before = new Date(this.clock.now().getTime() - DAY_MS);
    const left = await this.bucket.leftInQuarantine(before);
    for (const key of left) await this.bucket.remove(key);
    return left.length;
  }
}
