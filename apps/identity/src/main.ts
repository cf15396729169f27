import { runService } from '@ouderportaal/service';
import { loadConfig } from './config.js';
import { definition } from './definition.js';
import { IdentityModule } from './identity.module.js';

await runService(definition, IdentityModule, loadConfig());
