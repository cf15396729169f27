import { Injectable } from '@nestjs/common';
import { CrossTenantPool, TenantDatabase } from '@ouderportaal/database';
import { continueTrace } from '@ouderportaal/bus';
import { Clock } from '@ouderportaal/kernel';
import { OrganisationsRepository } from '../copies/organisations.repository.js';
import { BookingsRepository } from './bookings.repository.js';
import { CareRequestsRepository } from './care-requests.repository.js';
import { ClosingService } from './closing.service.js';

const BATCH = 200;

/**
 * Takes back what nobody decided in time (R113). Any number of replicas may run it at once: each takes
 * requests that are in nobody's hands.
 */
@Injectable()
export class WithdrawDueRequests {
  constructor(
    private readonly database: TenantDatabase,
    private readonly pool: CrossTenantPool,
    private readonly organisations: OrganisationsRepository,
    private readonly requests: CareRequestsRepository,
    private readonly bookings: BookingsRepository,
    private readonly closing: ClosingService,
    private readonly clock: Clock,
  ) {}

  /** Answers how many requests had something to withdraw. */
  async run(): Promise<number> {
    let withdrawn = 0;
    for (const { tenantId, timeZone } of await this.organisations.allTenants(this.pool)) {
      withdrawn += await this.ofTenant(tenantId, timeZone);
    }
    return withdrawn;
  }

  private async ofTenant(tenantId: string, timeZone: string): Promise<number> {
    const owner = { tenantId, trace: continueTrace() };
    for (let total = 0; ;) {
      const count = await this.database.transaction(owner, async (tx) => {
        const today = this.clock.today(timeZone);
        const ids = await this.requests.lockDue(tx, today, BATCH);
        if (ids.length === 0) return 0;
        await this.bookings.withdraw(tx, ids, today);
        await this.closing.closedByTime(tx, ids);
        return ids.length;
      });
      total += count;
      if (count < BATCH) return total;
    }
  }
}
