import { runService } from '@ouderportaal/service';
import { loadConfig } from './config.js';
import { definition } from './definition.js';
import { MessagingModule } from './messaging.module.js';

await runService(definition, MessagingModule, loadConfig());
