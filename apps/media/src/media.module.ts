import { Module } from '@nestjs/common';
import { Bucket } from './bucket.js';
import { LogosHandlers } from './logos/logos.handlers.js';
import { LogosRepository } from './logos/logos.repository.js';
import { LogosService } from './logos/logos.service.js';

@Module({
  controllers: [LogosHandlers],
  providers: [Bucket, LogosRepository, LogosService],
})
export class MediaModule {}
