import { Module } from '@nestjs/common';
import { Bucket } from './bucket.js';
import { LogosHandlers } from './logos/logos.handlers.js';
import { logosProviders } from './logos/logos.providers.js';

@Module({
  controllers: [LogosHandlers],
  providers: [Bucket, ...logosProviders],
})
export class MediaModule {}
