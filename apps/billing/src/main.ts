import { runService } from '@ouderportaal/service';
import { loadConfig } from './config.js';
import { definition } from './definition.js';
import { BillingModule } from './billing.module.js';

await runService(definition, BillingModule, loadConfig());
