import { defineService } from '@ouderportaal/service';
import { mailConfig } from './config.js';
import { MailDelivery } from './delivery/mail-delivery.entity.js';
import { Mail } from './mails/mail.entity.js';
import { MessagingModule } from './messaging.module.js';
import { PreviewController } from './preview/preview.controller.js';

export const messaging = defineService({
  name: 'messaging',
  module: MessagingModule,
  config: mailConfig,
  migrations: new URL('./database/migrations/', import.meta.url),
  entities: [Mail, MailDelivery],
  developmentControllers: [PreviewController],
});
