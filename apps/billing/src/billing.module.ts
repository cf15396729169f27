import { Module } from '@nestjs/common';
import { copiesProviders } from './copies/copies.providers.js';

@Module({ providers: [...copiesProviders] })
export class BillingModule {}
