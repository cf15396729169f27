import { runService } from '@ouderportaal/service';
import { identity } from './service.js';

await runService(identity);
