import { defineService } from '@ouderportaal/service';
import { Bucket } from './bucket.js';
import { objectStoreConfig } from './config.js';
import { LogoRemoval } from './logos/logo-removal.entity.js';
import { LogoRow } from './logos/logo.entity.js';
import { MediaModule } from './media.module.js';

export const media = defineService({
  name: 'media',
  module: MediaModule,
  config: objectStoreConfig,
  migrations: new URL('./database/migrations/', import.meta.url),
  entities: [LogoRow, LogoRemoval],
  health: { bucket: Bucket },
});
