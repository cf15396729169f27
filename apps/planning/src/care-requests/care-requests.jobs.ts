import { Inject, Injectable } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import type { Logger } from '@ouderportaal/process';
import { LOGGER } from '@ouderportaal/service';
import { WithdrawDueRequests } from './withdraw-due-requests.js';

@Injectable()
export class CareRequestsJobs {
  constructor(
    private readonly withdrawDue: WithdrawDueRequests,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  @Cron(CronExpression.EVERY_MINUTE, { waitForCompletion: true })
  async withdrawDueRequests(): Promise<void> {
    try {
      const withdrawn = await this.withdrawDue.run();
      if (withdrawn > 0) this.logger.info({ withdrawn }, 'withdrew requests');
    } catch (error) {
      this.logger.error({ error }, 'could not withdraw requests; the next minute tries again');
    }
  }
}
