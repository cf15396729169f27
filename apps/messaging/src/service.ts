import { defineService } from '@ouderportaal/service';
import { mailConfig } from './config.js';
import { migrations } from './database/migrations.js';
import { MessagingModule } from './messaging.module.js';
import { PreviewController } from './preview/preview.controller.js';

export const messaging = defineService({
  name: 'messaging',
  module: MessagingModule,
  config: mailConfig,
  migrations,
  developmentControllers: [PreviewController],
});
