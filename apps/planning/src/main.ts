import { runService } from '@ouderportaal/service';
import { loadConfig } from './config.js';
import { definition } from './definition.js';
import { PlanningModule } from './planning.module.js';

await runService(definition, PlanningModule, loadConfig());
