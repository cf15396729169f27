import { Inject, Injectable } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import { Housekeeping } from '@ouderportaal/database/runtime';
import type { Logger } from '@ouderportaal/process';
import { LOGGER } from './tokens.js';

@Injectable()
export class HousekeepingJobs {
  constructor(
    private readonly housekeeping: Housekeeping,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  @Cron(CronExpression.EVERY_HOUR, { waitForCompletion: true })
  async tidy(): Promise<void> {
    try {
      this.logger.info(await this.housekeeping.run(), 'tidied up');
    } catch (error) {
      this.logger.error({ error }, 'could not tidy up; the next hour tries again');
    }
  }
}
