import { runService } from '@ouderportaal/service';
import { messaging } from './service.js';

await runService(messaging);
