import { runService } from '@ouderportaal/service';
import { billing } from './service.js';

await runService(billing);
