import { defineService } from '@ouderportaal/service';
import { BillingModule } from './billing.module.js';

export const billing = defineService({
  name: 'billing',
  module: BillingModule,
  migrations: new URL('./database/migrations/', import.meta.url),
});
