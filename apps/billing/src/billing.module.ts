import { Module } from '@nestjs/common';
import { CopiesRepository } from './copies/copies.repository.js';
import { CopiesSubscribers } from './copies/copies.subscribers.js';

@Module({ providers: [CopiesRepository, CopiesSubscribers] })
export class BillingModule {}
