import { runService } from '@ouderportaal/service';
import { planning } from './service.js';

await runService(planning);
