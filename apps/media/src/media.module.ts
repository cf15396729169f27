import { Module } from '@nestjs/common';
import { Bucket } from './bucket.js';
import { LogoRemovalsRepository } from './logos/logo-removals.repository.js';
import { LogosHandlers } from './logos/logos.handlers.js';
import { LogosJobs } from './logos/logos.jobs.js';
import { LogosRepository } from './logos/logos.repository.js';
import { LogosSnapshots } from './logos/logos.snapshots.js';
import { LogosService } from './logos/logos.service.js';
import { RemoveFiles } from './logos/remove-files.js';

@Module({
  controllers: [LogosHandlers],
  providers: [
    Bucket,
    LogoRemovalsRepository,
    LogosJobs,
    LogosRepository,
    LogosService,
    LogosSnapshots,
    RemoveFiles,
  ],
})
export class MediaModule {}
