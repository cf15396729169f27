import { defineService } from '@ouderportaal/service';
import { BillingModule } from './billing.module.js';
import { migrations } from './database/migrations.js';

export const billing = defineService({ name: 'billing', module: BillingModule, migrations });
