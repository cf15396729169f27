import { runService } from '@ouderportaal/service';
import { Bucket } from './bucket.js';
import { loadConfig } from './config.js';
import { definitionWith } from './definition.js';
import { MediaModule } from './media.module.js';

const config = loadConfig();
const bucket = new Bucket(config);
await bucket.ensure();
await runService(definitionWith(bucket), MediaModule, config);
