import { type DynamicModule, Module } from '@nestjs/common';
import type { MailConfig } from './config.js';
import { CopiesRepository } from './copies/copies.repository.js';
import { CopiesSubscribers } from './copies/copies.subscribers.js';
import { DeliveriesRepository } from './delivery/deliveries.repository.js';
import { DeliveriesService } from './delivery/deliveries.service.js';
import { MailSender } from './delivery/mail-sender.js';
import { Smtp } from './delivery/smtp.js';
import { MailRenderer } from './mails/mail-renderer.js';
import { MailsHandlers } from './mails/mails.handlers.js';
import { MailsRepository } from './mails/mails.repository.js';
import { MailsService } from './mails/mails.service.js';
import { MailsSubscribers } from './mails/mails.subscribers.js';
import { PreviewController } from './preview/preview.controller.js';

@Module({})
export class MessagingModule {
  static with(config: MailConfig): DynamicModule {
    const preview = config.NODE_ENV === 'development' ? [PreviewController] : [];
    return {
      module: MessagingModule,
      controllers: [MailsHandlers, ...preview],
      providers: [
        { provide: Smtp, useFactory: () => new Smtp(config) },
        MailRenderer,
        CopiesRepository,
        MailsRepository,
        DeliveriesRepository,
        MailsService,
        DeliveriesService,
        MailSender,
        CopiesSubscribers,
        MailsSubscribers,
      ],
    };
  }
}
