import { runService } from '@ouderportaal/service';
import { loadConfig } from './config.js';
import { definition } from './definition.js';
import { MessagingModule } from './messaging.module.js';

const config = loadConfig();
await runService(definition, MessagingModule.with(config), config);
