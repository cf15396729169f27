import { Injectable } from '@nestjs/common';
import { continueTrace } from '@ouderportaal/bus';
import { TenantDatabase } from '@ouderportaal/database';
import { Clock } from '@ouderportaal/kernel';
import { AnnouncingService } from './announcing.service.js';
import { DecisionAnnouncementsRepository } from './decision-announcements.repository.js';

const BATCH = 200;

/**
 * Tells families what was decided once nobody can take it back. Any number of replicas may run it at
 * once: each takes requests that are in nobody's hands.
 */
@Injectable()
export class AnnounceDecisions {
  constructor(
    private readonly database: TenantDatabase,
    private readonly announcements: DecisionAnnouncementsRepository,
    private readonly announcing: AnnouncingService,
    private readonly clock: Clock,
  ) {}

  /** Answers how many requests were told of. */
  async run(): Promise<number> {
    const now = this.clock.now();
    let told = 0;
    for (const tenantId of await this.announcements.tenantsWithDue(now)) {
      told += await this.ofTenant(tenantId, now);
    }
    return told;
  }

  private async ofTenant(tenantId: string, now: Date): Promise<number> {
    const owner = { tenantId, trace: continueTrace() };
    for (let total = 0; ;) {
      const count = await this.database.transaction(owner, async (tx) => {
        const ids = await this.announcements.takeDue(tx, now, BATCH);
        await this.announcing.announce(tx, ids, 'people');
        return ids.length;
      });
      total += count;
      if (count < BATCH) return total;
    }
  }
}
