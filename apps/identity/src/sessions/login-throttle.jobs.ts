import { Injectable } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { continueTrace } from '@ouderportaal/bus';
import { NOBODY } from '@ouderportaal/contracts';
import { TenantDatabase } from '@ouderportaal/database';
import { Clock } from '@ouderportaal/kernel';
import { LoginThrottleRepository } from './login-throttle.repository.js';

/** Deletes expired counters of sign-in attempts: any name can be tried, so any number of rows. */
@Injectable()
export class LoginThrottleJobs {
  constructor(
    private readonly database: TenantDatabase,
    private readonly throttle: LoginThrottleRepository,
    private readonly clock: Clock,
  ) {}

  @Cron('23 */10 * * * *')
  async forget(): Promise<void> {
    await this.database.transaction({ tenantId: NOBODY, trace: continueTrace() }, (tx) =>
      this.throttle.forget(tx, this.clock.now()),
    );
  }
}
