import { Inject, Injectable } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import type { Logger } from '@ouderportaal/process';
import { LOGGER } from '@ouderportaal/service';
import { AnnounceDecisions } from './announce-decisions.js';
import { WithdrawDueRequests } from './withdraw-due-requests.js';

@Injectable()
export class CareRequestsJobs {
  constructor(
    private readonly withdrawDue: WithdrawDueRequests,
    private readonly announce: AnnounceDecisions,
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

  @Cron(CronExpression.EVERY_5_SECONDS, { waitForCompletion: true })
  async announceDecisions(): Promise<void> {
    try {
      await this.announce.run();
    } catch (error) {
      this.logger.error({ error }, 'could not tell of decisions; the next round tries again');
    }
  }
}
