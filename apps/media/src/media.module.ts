import { Module } from '@nestjs/common';
import { Bucket } from './bucket.js';

@Module({ providers: [Bucket] })
export class MediaModule {}
