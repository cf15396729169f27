import { Inject, Injectable } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import type { Logger } from '@ouderportaal/process';
import { LOGGER } from '@ouderportaal/service';
import { RemoveFiles } from './remove-files.js';

@Injectable()
export class LogosJobs {
  constructor(
    private readonly files: RemoveFiles,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  @Cron('0 37 * * * *', { waitForCompletion: true })
  async removeFiles(): Promise<void> {
    try {
      const logos = await this.files.replacedLogos();
      const uploads = await this.files.forgottenUploads();
      if (logos + uploads > 0) this.logger.info({ logos, uploads }, 'removed files');
    } catch (error) {
      this.logger.error({ error }, 'could not remove files; the next hour tries again');
    }
  }
}
