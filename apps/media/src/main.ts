import { runService } from '@ouderportaal/service';
import { media } from './service.js';

await runService(media);
